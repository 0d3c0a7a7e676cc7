/**
 * What every slice shows on a phone: one line for each. Phones load this first, so it names components and
 * loads none. What slices show elsewhere is found by itself (`screens.ts`).
 */
import { agendaPanels } from './agenda/panels.ts';
import { agreementsPanels } from './agreements/panels.ts';
import { attendancePanels } from './attendance/panels.ts';
import { ballotsPanels } from './ballots/panels.ts';
import { callsPanels } from './calls/panels.ts';
import { captionsPanels } from './captions/panels.ts';
import { cardsPanels } from './cards/panels.ts';
import { minutesPanels } from './minutes/panels.ts';
import { moodPanels } from './mood/panels.ts';
import { outcomesPanels } from './outcomes/panels.ts';
import type { PhonePanel, PhonePlace } from './panel.svelte.ts';
import { queuePanels } from './queue/panels.ts';
import { recordPanels } from './record/panels.ts';
import type { SliceName } from './registry.ts';
import { rollPanels } from './roll/panels.ts';
import { runsheetPanels } from './runsheet/panels.ts';

export const PANELS: { readonly [S in SliceName]: readonly PhonePanel[] } = {
	plan: [],
	roll: rollPanels,
	attendance: attendancePanels,
	runsheet: runsheetPanels,
	agenda: agendaPanels,
	queue: queuePanels,
	notes: [],
	record: recordPanels,
	comments: [],
	minutes: minutesPanels,
	calls: callsPanels,
	captions: captionsPanels,
	cards: cardsPanels,
	mood: moodPanels,
	ballots: ballotsPanels,
	outcomes: outcomesPanels,
	agreements: agreementsPanels
};

/** All that phones show first, wherever. */
export const PHONE_PANELS: readonly PhonePanel[] = Object.values(PANELS).flat();

/** What there is for a place on a phone. */
export function phonePanels(place: PhonePlace): readonly PhonePanel[] {
	return PHONE_PANELS.filter(({ at }) => at === place);
}

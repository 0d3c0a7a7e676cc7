/**
 * The meeting as every phone loads it: one line for each slice.
 *
 * Invariants: who may read which field is decided in `disclosure/`; people appear as seat ids and
 * typed texts as text ids; values are replaced, never changed in place, so that a screen can tell by
 * reference what moved. What not everybody may see lives in `hidden.ts`.
 */
import { agendaState } from './agenda/evolve.ts';
import { agreementsState } from './agreements/evolve.ts';
import { commentsState } from './comments/evolve.ts';
import { attendanceState } from './attendance/evolve.ts';
import { callsState } from './calls/evolve.ts';
import { captionsState } from './captions/evolve.ts';
import { cardsState } from './cards/evolve.ts';
import { minutesState } from './minutes/evolve.ts';
import { ballotsState } from './ballots/evolve.ts';
import { moodState } from './mood/mood.ts';
import { outcomesState } from './outcomes/evolve.ts';
import { notesState } from './notes/notes.ts';
import { planState } from './plan/evolve.ts';
import { queueState } from './queue/evolve.ts';
import { recordState } from './record/publication.ts';
import { rollState } from './roll/evolve.ts';
import { runsheetState } from './runsheet/evolve.ts';
import type { MeetingState, SliceName, StateOf } from './registry.ts';

export const STATE: { readonly [S in SliceName]: StateOf<S> } = {
	plan: planState,
	roll: rollState,
	attendance: attendanceState,
	runsheet: runsheetState,
	agenda: agendaState,
	queue: queueState,
	notes: notesState,
	record: recordState,
	comments: commentsState,
	minutes: minutesState,
	calls: callsState,
	captions: captionsState,
	cards: cardsState,
	mood: moodState,
	ballots: ballotsState,
	outcomes: outcomesState,
	agreements: agreementsState
};

/** The names of all slices, in their order. */
export const SLICE_NAMES = Object.keys(STATE) as SliceName[];

/** The meeting before its first event. */
export function emptyMeeting(): MeetingState {
	return Object.fromEntries(
		SLICE_NAMES.map((name) => [name, STATE[name].empty()])
	) as unknown as MeetingState;
}

/** The lines after one event. On every phone's first load: as short as it can be said. */
import type { MeetingEvent, MeetingState, StageHold, StateOf } from '../registry.ts';
import type { Stage } from '../runsheet/runsheet.ts';
import { emptyOutcomes, type OutcomeLine, type OutcomesState } from './outcomes.ts';
import { firstUnclassed, outcomesShown } from './view.ts';

/** The slice as every phone loads it. */
export const outcomesState: StateOf<'outcomes'> = {
	shape: 1,
	empty: emptyOutcomes,
	evolve: evolveOutcomes,
	holds: holdsNotice
};

/** Nothing is made public while a line has no class; without any line it takes a word of its own [Q8] [Q9]. */
export function holdsNotice(state: MeetingState, to: Stage): StageHold | null {
	if (to.kind !== 'notice') return null;
	const first = firstUnclassed(state);
	if (first) return { refused: 'outcome-unclassed', detail: { n: first.n } };
	const has = ['lines', 'written'].includes(outcomesShown(state));
	return has ? null : { refused: 'outcomes-none', unlessForced: true };
}

function evolveOutcomes(own: OutcomesState, event: MeetingEvent): OutcomesState {
	const { at, actor: by } = event;
	switch (event.type) {
		case 'outcomes.written': {
			const legal = { awaited: false, notes: [] };
			const line: OutcomeLine = { ...event.body.outcome, version: 1, legal, former: [] };
			return { lines: [...own.lines, line] };
		}
		case 'outcomes.revised': {
			const { outcome, reason } = event.body;
			return changed(own, outcome.id, ({ class: before, former }) => ({
				...outcome,
				former:
					before === null || before === outcome.class
						? former
						: [...former, { class: before, by, at, reason }]
			}));
		}
		case 'outcomes.dropped':
			return { lines: own.lines.filter(({ id }) => id !== event.body.outcome) };
		case 'outcomes.legal-awaited': {
			const { outcome, awaited } = event.body;
			return changed(own, outcome, ({ legal }) => ({ legal: { ...legal, awaited } }));
		}
		case 'outcomes.advised': {
			const { outcome, seat, text } = event.body;
			return changed(own, outcome, ({ legal: { notes } }) => ({
				legal: { awaited: false, notes: [...notes, { by: seat, at, text }] }
			}));
		}
		default:
			return own;
	}
}

function changed(
	own: OutcomesState,
	id: string,
	change: (line: OutcomeLine) => Partial<OutcomeLine>
): OutcomesState {
	const lines = own.lines.map((line) =>
		line.id === id ? { ...line, ...change(line), version: line.version + 1 } : line
	);
	return { lines };
}

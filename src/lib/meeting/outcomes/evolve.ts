/** The lines after one event. On every phone's first load: as short as it can be said. */
import type { MeetingEvent, MeetingState, StageHold, StateOf } from '../registry.ts';
import type { Stage } from '../runsheet/runsheet.ts';
import type { Dissent, OutcomeLine, OutcomesState, OutcomeWords } from './outcomes.ts';
import { firstUnclassed, outcomesShown } from './view.ts';

/** The slice as every phone loads it. */
export const outcomesState: StateOf<'outcomes'> = {
	shape: 5,
	empty: () => ({ lines: [], notice: null, answers: [], dissents: [] }),
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
			const fresh = {
				version: 1,
				legal,
				former: [],
				corrected: [],
				done: null,
				reopened: [],
				volunteers: [],
				filled: null
			};
			return { ...own, lines: [...own.lines, { ...event.body.outcome, ...fresh }] };
		}
		case 'outcomes.revised': {
			const { outcome, reason } = event.body;
			return changed(own, outcome.id, (line) => ({
				...outcome,
				filled: line.class === outcome.class ? line.filled : null,
				former:
					line.class === null || line.class === outcome.class
						? line.former
						: [...line.former, { class: line.class, by, at, reason }],
				corrected: own.notice
					? [...line.corrected, { was: wordsOf(line), by, at, reason }]
					: line.corrected
			}));
		}
		case 'outcomes.dropped':
			return { ...own, lines: own.lines.filter(({ id }) => id !== event.body.outcome) };
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
		case 'outcomes.shift-taken': {
			const { outcome, shift, who } = event.body;
			return changed(own, outcome, ({ volunteers }) => ({
				volunteers: [...volunteers, { shift, who, at, by }]
			}));
		}
		case 'outcomes.shift-freed': {
			const { outcome, shift } = event.body;
			return changed(own, outcome, ({ volunteers }) => ({
				volunteers: volunteers.filter((one) => one.shift !== shift)
			}));
		}
		case 'outcomes.rota-full':
			return changed(own, event.body.outcome, ({ former, everyDays }) => ({
				class: 'act-now',
				everyDays: null,
				filled: { everyDays },
				former: [...former, { class: 'commitment', by, at, reason: null, rota: 'full' }]
			}));
		case 'outcomes.rota-open':
			return changed(own, event.body.outcome, ({ former, filled }) => ({
				class: 'commitment',
				everyDays: filled!.everyDays,
				filled: null,
				former: [...former, { class: 'act-now', by, at, reason: null, rota: 'open' }]
			}));
		case 'outcomes.finished': {
			const { outcome, text } = event.body;
			return changed(own, outcome, () => ({ done: { text, at, by } }));
		}
		case 'outcomes.reopened': {
			const { outcome, reason } = event.body;
			return changed(own, outcome, ({ done, reopened }) => ({
				done: null,
				reopened: done ? [...reopened, { was: done, by, at, reason }] : reopened
			}));
		}
		case 'outcomes.published':
			return { ...own, notice: { ...event.body, publishedAt: at, by, former: [] } };
		case 'outcomes.period-set': {
			const { from, until, reason } = event.body;
			const { notice } = own;
			if (!notice) return own;
			const before = { from: notice.from, until: notice.until, by, at, reason };
			return { ...own, notice: { ...notice, from, until, former: [...notice.former, before] } };
		}
		case 'outcomes.unpublished':
			return { ...own, notice: null };
		case 'outcomes.answered': {
			const key = JSON.stringify(event.body.source);
			const others = own.answers.filter(({ source }) => JSON.stringify(source) !== key);
			return { ...own, answers: [...others, { ...event.body, by, at }] };
		}
		case 'outcomes.dissented': {
			const { dissent: id, ...said } = event.body;
			return {
				...own,
				dissents: [...own.dissents, { id, ...said, at, by, reply: null, settledAt: null }]
			};
		}
		case 'outcomes.replied': {
			const { dissent, text } = event.body;
			return answered(own, dissent, { reply: { text, at, by } });
		}
		case 'outcomes.settled':
			return answered(own, event.body.dissent, { settledAt: at });
		default:
			return own;
	}
}

/** What is written of a line, without what has become of it. */
function wordsOf({
	version: _version,
	legal: _legal,
	former: _former,
	corrected: _corrected,
	done: _done,
	reopened: _reopened,
	volunteers: _volunteers,
	filled: _filled,
	...words
}: OutcomeLine): OutcomeWords {
	return words;
}

function answered(own: OutcomesState, id: string, now: Partial<Dissent>): OutcomesState {
	const dissents = own.dissents.map((one) => (one.id === id ? { ...one, ...now } : one));
	return { ...own, dissents };
}

function changed(
	own: OutcomesState,
	id: string,
	change: (line: OutcomeLine) => Partial<OutcomeLine>
): OutcomesState {
	const lines = own.lines.map((line) =>
		line.id === id ? { ...line, ...change(line), version: line.version + 1 } : line
	);
	return { ...own, lines };
}

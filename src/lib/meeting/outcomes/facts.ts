/** What the minutes tell of results: each line as it stands now, and that there was none. */
import { changedIn } from '../difference.ts';
import type { TextRef } from '../names.ts';
import type { FactsOf } from '../registry.ts';
import {
	numberOf,
	outcomeOf,
	type Dissent,
	type NoticePeriod,
	type OutcomeId,
	type OutcomeLine,
	type Party,
	type Verdict
} from './outcomes.ts';
import { dissentNumber } from './dissents.ts';
import { originOf, type Origin } from './outcome-source.ts';

export type OutcomesFact =
	| {
			what: 'outcome';
			/** The number that people say. */
			n: number;
			outcome: OutcomeLine;
			/** What it came from, as it was called when the line was written. */
			origin: Origin | null;
	  }
	| { what: 'no-outcomes' }
	/** `agreed`: of a private meeting, who chairs said that both sides agreed. */
	| ({ what: 'notice-published'; agreed?: true } & NoticePeriod)
	| ({ what: 'notice-period'; reason: TextRef } & NoticePeriod)
	| { what: 'notice-unpublished' }
	| {
			what: 'dissent';
			/** The number of the line it is about; null: all of them. */
			n: number | null;
			dissent: Dissent;
	  }
	| { what: 'outcome-done'; n: number; outcome: OutcomeId; text: TextRef }
	| { what: 'outcome-reopened'; n: number; outcome: OutcomeId; reason: TextRef }
	| { what: 'shift-taken'; n: number; outcome: OutcomeId; shift: number; who: Party }
	| { what: 'shift-freed'; n: number; outcome: OutcomeId; shift: number }
	| { what: 'rota-full' | 'rota-open'; n: number; outcome: OutcomeId }
	| { what: 'suggestion'; origin: Origin | null; verdict: Verdict; reason: TextRef | null };

/** What `no-outcomes` is about: that there is any. */
const ANY = 'outcomes';
const subject = (id: string) => `outcome ${id}`;

export const outcomesFacts: FactsOf<'outcomes'> = {
	of(_before, event, after) {
		switch (event.type) {
			case 'outcomes.none':
				return { what: 'no-outcomes', kind: 'decision' };
			case 'outcomes.published':
				return { what: 'notice-published', ...event.body };
			case 'outcomes.period-set':
				return { what: 'notice-period', ...event.body };
			case 'outcomes.unpublished':
				return { what: 'notice-unpublished' };
			case 'outcomes.dissented': {
				const dissent = after.outcomes.dissents.at(-1)!;
				return {
					what: 'dissent',
					kind: 'speech',
					n: dissentNumber(after.outcomes, dissent),
					dissent
				};
			}
			case 'outcomes.answered': {
				const { source, verdict, reason } = event.body;
				const origin = originOf(after, source);
				return { what: 'suggestion', kind: 'decision', origin, verdict, reason };
			}
			case 'outcomes.shift-taken': {
				const n = numberOf(after.outcomes, event.body.outcome);
				return { what: 'shift-taken', kind: 'task', n, ...event.body };
			}
			case 'outcomes.shift-freed': {
				const n = numberOf(after.outcomes, event.body.outcome);
				return { what: 'shift-freed', kind: 'task', n, ...event.body };
			}
			case 'outcomes.rota-full':
			case 'outcomes.rota-open': {
				const { outcome } = event.body;
				const what = event.type === 'outcomes.rota-full' ? 'rota-full' : 'rota-open';
				return { what, kind: 'task', n: numberOf(after.outcomes, outcome), outcome };
			}
			case 'outcomes.finished': {
				const { outcome, text } = event.body;
				const n = numberOf(after.outcomes, outcome);
				return { what: 'outcome-done', kind: 'task', n, outcome, text };
			}
			case 'outcomes.reopened': {
				const { outcome, reason } = event.body;
				const n = numberOf(after.outcomes, outcome);
				return { what: 'outcome-reopened', kind: 'task', n, outcome, reason };
			}
			case 'outcomes.written':
				break;
			default:
				return null;
		}
		const outcome = outcomeOf(after.outcomes, event.body.outcome.id)!;
		const origin = originOf(after, outcome.source);
		return { what: 'outcome', kind: 'decision', n: after.outcomes.lines.length, outcome, origin };
	},
	rows: {
		outcome: {
			resolve(fact, { outcomes: { lines } }) {
				const at = lines.findIndex(({ id }) => id === fact.outcome.id);
				// Taken out: it never was a result.
				if (at < 0) return null;
				const [n, outcome] = [at + 1, lines[at]!];
				return n === fact.n && outcome === fact.outcome ? fact : { ...fact, n, outcome };
			},
			subjects: ({ outcome }) => [subject(outcome.id)],
			about: ({ outcome }) => outcome.owner?.seat ?? null
		},
		'no-outcomes': {
			resolve: (fact, { outcomes }) => (outcomes.lines.length > 0 ? null : fact),
			subjects: () => [ANY]
		},
		'notice-published': {},
		'notice-period': {},
		'notice-unpublished': {},
		dissent: {
			resolve(fact, { outcomes }) {
				const dissent = outcomes.dissents.find(({ id }) => id === fact.dissent.id)!;
				const n = dissentNumber(outcomes, dissent);
				return n === fact.n && dissent === fact.dissent ? fact : { ...fact, n, dissent };
			},
			subjects: ({ dissent }) => [
				`dissent ${dissent.id}`,
				...(dissent.outcome === null ? [] : [subject(dissent.outcome)])
			],
			about: ({ dissent }) => dissent.seat,
			by: ({ dissent }) => (dissent.by === dissent.seat ? null : dissent.by)
		},
		'shift-taken': { about: ({ who }) => who.seat },
		'shift-freed': {},
		'rota-full': {},
		'rota-open': {},
		'outcome-done': {},
		'outcome-reopened': {},
		suggestion: {}
	},
	changed({ outcomes: before }, { outcomes: after }) {
		const changed = changedIn(before.lines, after.lines);
		// A line that was taken out gives all below it another number.
		const lines = before.lines.length > after.lines.length ? before.lines : changed;
		const said = changedIn(before.dissents, after.dissents).map(({ id }) => `dissent ${id}`);
		return changed.length > 0 ? [ANY, ...lines.map(({ id }) => subject(id)), ...said] : said;
	}
};

/** What the minutes tell of results: each line as it stands now, and that there was none. */
import { changedIn } from '../difference.ts';
import type { FactsOf } from '../registry.ts';
import { outcomeOf, type OutcomeLine } from './outcomes.ts';
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
	| { what: 'no-outcomes' };

/** What `no-outcomes` is about: that there is any. */
const ANY = 'outcomes';
const subject = (id: string) => `outcome ${id}`;

export const outcomesFacts: FactsOf<'outcomes'> = {
	of(_before, event, after) {
		if (event.type === 'outcomes.none') return { what: 'no-outcomes', kind: 'decision' };
		if (event.type !== 'outcomes.written') return null;
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
		}
	},
	changed({ outcomes: before }, { outcomes: after }) {
		const changed = changedIn(before.lines, after.lines);
		// A line that was taken out gives all below it another number.
		const lines = before.lines.length > after.lines.length ? before.lines : changed;
		return changed.length > 0 ? [ANY, ...lines.map(({ id }) => subject(id))] : [];
	}
};

/** What became of each suggestion (S2.52): of the groups that cards were sorted into. */
import type { MeetingState } from '../registry.ts';
import type { TextRef } from '../names.ts';
import { keyOf } from './outcome-offers.ts';
import { originOf, type Origin } from './outcome-source.ts';
import type { OutcomeSource, Verdict } from './outcomes.ts';

export interface Suggestion {
	source: OutcomeSource;
	origin: Origin;
	/** Cards in it that everybody may read. */
	cards: number;
	/** null: nobody has said yet. */
	verdict: Verdict | null;
	reason: TextRef | null;
	/** The result that came of it. */
	n: number | null;
}

/** One a group, in the order of the boards. What became a result is adopted, unless somebody says otherwise [Q17]. */
export function suggestionsOf(state: MeetingState): Suggestion[] {
	const { lines, answers } = state.outcomes;
	return state.cards.boards.flatMap((board) =>
		board.groups.flatMap(({ id }) => {
			const source: OutcomeSource = { from: 'group', board: board.id, group: id };
			const key = keyOf(source);
			const origin = originOf(state, source);
			const cards = board.cards.filter(
				(card) => card.group === id && !card.hidden && !card.split
			).length;
			if (!origin || cards === 0) return [];
			const at = lines.findIndex((line) => keyOf(line.source) === key);
			const said = answers.find((one) => keyOf(one.source) === key);
			const adopted = at >= 0 && lines[at]!.class !== null && lines[at]!.class !== 'set-aside';
			return [
				{
					source,
					origin,
					cards,
					verdict: said?.verdict ?? (adopted ? 'adopted' : null),
					reason: said?.reason ?? null,
					n: at < 0 ? null : at + 1
				}
			];
		})
	);
}

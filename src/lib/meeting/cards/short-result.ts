/**
 * A large round of cards as a page shows it first [D9]: the groups with their counts and the first cards of
 * each. All of them stand on a page of their own, `/r/<code>/cards`.
 */
import type { FactOf } from '../registry.ts';
import type { CardGroup } from './facts.ts';

/** A round with no more cards than this is shown whole. */
const WHOLE_ROUND = 24;
/** Else so many of each group and of those noted aside at most, and all together `WHOLE_ROUND`. */
const FIRST = 3;

/** What came of a round. */
export type CardsResult = FactOf<'cards', 'cards-result'>;

/** Cards of this result, shown or not. */
export function cardsIn({ groups, parked, parkedMore = 0 }: CardsResult): number {
	const grouped = groups.reduce((sum, { cards, more = 0 }) => sum + cards.length + more, 0);
	return grouped + parked.length + parkedMore;
}

/** True where some of its cards are only counted. */
export function isShort({ groups, parkedMore = 0 }: CardsResult): boolean {
	return parkedMore > 0 || groups.some(({ more = 0 }) => more > 0);
}

/** The same result with the first cards alone, where it has many. */
export function shortResult(fact: CardsResult): CardsResult {
	if (cardsIn(fact) <= WHOLE_ROUND) return fact;
	let left = WHOLE_ROUND;
	const each = Math.min(FIRST, Math.max(1, Math.floor(left / (fact.groups.length + 1))));
	const first = <Card>(cards: readonly Card[]): Card[] => {
		const some = cards.slice(0, Math.min(each, left));
		left -= some.length;
		return some;
	};
	const groups = fact.groups.map((group): CardGroup => {
		const cards = first(group.cards);
		return { ...group, cards, more: group.cards.length - cards.length };
	});
	const parked = first(fact.parked);
	return { ...fact, groups, parked, parkedMore: fact.parked.length - parked.length };
}

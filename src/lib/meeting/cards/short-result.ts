/**
 * A large round of cards as a page shows it first [D9]: the groups with their counts and the first cards of
 * each. All of them stand on a page of their own, `/r/<code>/cards`.
 */
import type { TextRef } from '../names.ts';
import type { FactOf } from '../registry.ts';

/** A round with no more cards than this is shown whole. */
const WHOLE_ROUND = 24;
/** Else so many of each group and pile at most, and all together `WHOLE_ROUND`. */
const FIRST = 3;

/** What came of a round. */
export type CardsResult = FactOf<'cards', 'cards-result'>;

/** Cards of this result, shown or not. */
export function cardsIn({ groups, rest }: CardsResult): number {
	return [...groups, ...rest].reduce((sum, { cards, more = 0 }) => sum + cards.length + more, 0);
}

/** True where some of its cards are only counted. */
export function isShort({ groups, rest }: CardsResult): boolean {
	return [...groups, ...rest].some(({ more = 0 }) => more > 0);
}

/** The same result with the first cards alone, where it has many. */
export function shortResult(fact: CardsResult): CardsResult {
	if (cardsIn(fact) <= WHOLE_ROUND) return fact;
	let left = WHOLE_ROUND;
	const piles = fact.groups.length + fact.rest.length;
	const each = Math.min(FIRST, Math.max(1, Math.floor(left / piles)));
	const first = <Pile extends { cards: TextRef[] }>(pile: Pile): Pile & { more: number } => {
		const cards = pile.cards.slice(0, Math.min(each, left));
		left -= cards.length;
		return { ...pile, cards, more: pile.cards.length - cards.length };
	};
	return { ...fact, groups: fact.groups.map(first), rest: fact.rest.map(first) };
}

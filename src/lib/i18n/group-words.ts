/** What a group of cards is called on screens. */
import { m } from './paraglide/messages.js';
import { textOf, type Texts } from './text-of.ts';
import { cardsOf } from '#lib/meeting/cards/board.ts';
import type { Board, Group } from '#lib/meeting/cards/cards.ts';
import { shortened } from '#lib/meeting/words.ts';

/**
 * Its name; until it has one, the beginning of its first card, so that a hall that is asked "which
 * group?" need not remember what ③ was. Words that are hidden are never said.
 */
export function groupWords(
	texts: Texts,
	board: Board,
	{ id, name }: Pick<Group, 'id' | 'name'>,
	most = 12
): string {
	const named = textOf(texts, name);
	if (named) return named;
	const shown = cardsOf(board).filter(({ group, hidden }) => group === id && !hidden);
	const [first] = shown;
	const text = shortened(textOf(texts, first?.text), most);
	if (text === '') return m.cards_hall_unnamed();
	return shown.length > 1 ? m.cards_hall_like({ text }) : m.cards_hall_like_one({ text });
}

/** Whose a card is, as far as the board's level lets anybody say. */
import type { Board, ShownCard } from '#lib/meeting/cards/cards.ts';
import { m } from './paraglide/messages.js';
import { seatName, type Names } from './seat-name.ts';
import { textOf, type Texts } from './text-of.ts';

/** A name on a named board, a kind of person where it may be said, otherwise nothing (C5). */
export function formatCardBy(
	meeting: Names & Texts,
	{ kinds }: Pick<Board, 'kinds'>,
	{ seat, kind }: Pick<ShownCard, 'seat' | 'kind'>
): string {
	if (seat) return seatName(meeting, seat);
	if (!kind) return '';
	if (kind === 'resident') return m.cards_by_resident();
	if (kind === 'unit') return m.cards_by_unit();
	return textOf(meeting, kinds.find(({ id }) => id === kind)?.title);
}

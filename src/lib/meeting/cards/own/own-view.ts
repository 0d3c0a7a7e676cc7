/** The cards of one seat as its phone shows them: kept here, told by the room, or both. Pure. */
import type { SeatId, TextRef } from '../../names.ts';
import type { Board, CardId, CardStance } from '../cards.ts';
import type { PrivateCards } from '../private-view.ts';
import type { DeliveryStatus, OutgoingCard } from './own.ts';

export interface OwnCardView {
	id: CardId;
	stance: CardStance;
	/** Words as kept here; a reference where only the board knows them. */
	text: string | TextRef;
	delivery: DeliveryStatus;
	/** With the key in this phone. */
	kept: OutgoingCard | null;
}

/** In the order they were written; on named boards also those of another phone. */
export function ownCards(
	kept: readonly OutgoingCard[],
	mine: PrivateCards,
	board: Board,
	seat: SeatId
): OwnCardView[] {
	const shown = new Map(board.cards.map((card) => [card.id, card]));
	const views = kept.map((card): OwnCardView => {
		const { id, delivery } = card;
		// What was spoken has its words from whoever typed it.
		const { stance, text } = card.voice ? { ...card, ...shown.get(id) } : card;
		// An answer that was lost on the way is no news once the card lies on the table.
		return { id, stance, text, delivery: shown.has(id) ? 'sent' : delivery, kept: card };
	});
	const known = new Set(kept.map(({ id }) => id));
	for (const { board: on, id, seat: of, stance, text } of mine.sent)
		if (on === board.id && of === seat && !known.has(id))
			views.push({ id, stance, text, delivery: 'sent', kept: null });
	for (const { id, seat: of, stance, text, from } of board.cards)
		if (of === seat && from === undefined && !known.has(id))
			views.push({ id, stance, text, delivery: 'sent', kept: null });
	return views;
}

/** How many cards a seat has used, with those on their way. */
export function usedCards(
	kept: readonly OutgoingCard[],
	mine: PrivateCards,
	board: Board,
	seat: SeatId
): number {
	const told = mine.used.find((one) => one.board === board.id && one.seat === seat)?.cards ?? 0;
	// What the clerk could not understand is a card no more.
	const back = mine.voices.filter((one) => one.back).map(({ id }) => id);
	const sent = kept.filter(({ id, delivery }) => delivery === 'sent' && !back.includes(id)).length;
	const waiting = kept.filter(({ delivery }) => delivery === 'waiting').length;
	return Math.max(told, sent) + waiting;
}

/** Ids of everything that came of this seat's cards: also what they were split into. */
export function ownIds(views: readonly OwnCardView[], board: Board): ReadonlySet<CardId> {
	const ids = new Set(views.map(({ id }) => id));
	for (const { id, from } of board.cards) if (from !== undefined && ids.has(from)) ids.add(id);
	return ids;
}

/** Whom a hidden write of the cards tells something new. */
import { hiddenBoard, type CardsWrite, type HiddenCards } from '#lib/meeting/cards/hidden.ts';
import type { SeatId } from '#lib/meeting/names.ts';

/** After these, those who type have something new. */
export const DESK: readonly CardsWrite['op'][] = [
	'paper',
	'voice',
	'voice-over',
	'photo',
	'photo-over',
	'hall',
	'clear'
];

/** Whose private view a write changes: of cards that were hidden before and are shown, their writers. */
export function ownersOf(before: HiddenCards, write: CardsWrite): Iterable<SeatId> {
	if (write.op === 'count') return [write.seat];
	const { own, of, voices } = hiddenBoard(before, write.board);
	if (write.op === 'voice') return [write.voice.seat];
	if (write.op === 'voice-over') return write.cards.flatMap((card) => voices.get(card)?.seat ?? []);
	if (write.op === 'clear') return of[write.what].keys();
	return write.op === 'shown' ? own.keys() : [];
}

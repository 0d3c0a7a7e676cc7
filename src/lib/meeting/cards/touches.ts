/** Whom a change of the hidden cards tells something new. */
import type { SeatId } from '../names.ts';
import type { Hidden, Touched } from '../registry.ts';
import { hiddenBoard, type CardsWrite, type HiddenCards } from './hidden.ts';

/** After these, those who type have something new. */
const TYPISTS: readonly CardsWrite['op'][] = [
	'paper',
	'voice',
	'voice-over',
	'photo',
	'photo-over',
	'hall',
	'clear'
];

export function touches(write: CardsWrite, before: Hidden): Touched {
	const seats = ownersOf(before.cards, write);
	return TYPISTS.includes(write.op) ? { seats, desk: true, roles: ['helper'] } : { seats };
}

/** Whose private view a write changes: of cards that were hidden before and are shown, their writers. */
function ownersOf(before: HiddenCards, write: CardsWrite): Iterable<SeatId> {
	if (write.op === 'count') return [write.seat];
	const { own, of, voices } = hiddenBoard(before, write.board);
	if (write.op === 'voice') return [write.voice.seat];
	if (write.op === 'voice-over') return write.cards.flatMap((card) => voices.get(card)?.seat ?? []);
	if (write.op === 'clear') return of[write.what].keys();
	return write.op === 'shown' ? own.keys() : [];
}

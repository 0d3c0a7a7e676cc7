/** Whom a change of the hidden cards tells something new. */
import type { SeatId } from '../names.ts';
import type { Hidden, Touched } from '../registry.ts';
import { hiddenBoard, type CardsWrite, type HiddenCards } from './hidden.ts';

/** After these, those who type have something new. */
const TYPISTS: readonly CardsWrite['lot'][] = [
	'card-papers',
	'card-voices',
	'card-photos',
	'card-hall',
	'card-hands'
];

export function touches(write: CardsWrite, before: Hidden): Touched {
	const seats = ownersOf(before.cards, write);
	return TYPISTS.includes(write.lot) ? { seats, desk: true, roles: ['helper'] } : { seats };
}

/** Whose private view a write changes: of cards that were hidden before and are shown, their writers. */
function ownersOf(before: HiddenCards, write: CardsWrite): Iterable<SeatId> {
	const {
		cardsBySeat: cardsBySeat,
		countsBySeat: countsBySeat,
		voices,
		issued
	} = hiddenBoard(before, write.of);
	switch (write.lot) {
		case 'cards':
			return write.clear ? cardsBySeat.keys() : [];
		case 'cards-sent':
			return write.clear ? countsBySeat.cards.keys() : [write.key];
		case 'cards-early':
			return write.clear ? countsBySeat.early.keys() : [write.key];
		case 'cards-weighed':
			return write.clear ? countsBySeat.weigh.keys() : [write.key];
		case 'cards-agreed':
			return write.clear ? countsBySeat.agree.keys() : [write.key];
		case 'card-voices': {
			if (write.clear) return [...voices.values()].map(({ seat }) => seat);
			const voice = write.value ?? voices.get(write.key);
			return voice ? [voice.seat] : [];
		}
		case 'card-issued':
			if (write.clear) return [...issued.values()].map(({ seat }) => seat);
			return write.value ? [write.value.seat] : [];
		default:
			return [];
	}
}

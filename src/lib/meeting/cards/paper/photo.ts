/**
 * Photographs of paper cards (C7): whoever may type paper cards may photograph one, and it is typed from the
 * picture, there or at the clerk's desk. A photograph is no card; the hand of an unsigned writer betrays them,
 * so it is kept like a recording, sealed, and goes when the cards are shown.
 */
import type { Context, Outcome } from '../../context.ts';
import type { Hidden, MeetingState } from '../../registry.ts';
import { refuseUnlessOpen } from '../../phase.ts';
import { refuse } from '../../refusal.ts';
import type { Board } from '../cards.ts';
import { counted } from '../count.ts';
import { hiddenBoard, type CardsWrite } from '../hidden.ts';
import { erasePhoto, keepPhoto } from '../hidden-rows.ts';
import type { CardsCommand } from '../commands.ts';
import { mayTypePaper, paperWriter } from '../write/write.ts';

type Photo = Extract<CardsCommand, { type: 'cards.photo' }>;

/** Photographs of one board. */
export const MOST_PHOTOS = 120;

/** A photograph arrives; another one of the same number and person is in place of it. */
export function photo(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	{ number, take, seat: of, picture }: Photo,
	context: Context
): Outcome {
	const refusal = refuseUnlessOpen(state) ?? mayTypePaper(board);
	if (refusal) return refusal;
	const { photos } = hiddenBoard(hidden.cards, board.id);
	const by = context.actor.id;
	const before = photos.get(number);
	if (before?.take === take) return { events: [], anonymous: true };
	if (before && before.by !== by) return refuse('photo-by-other', { number });
	if (!before && photos.size >= MOST_PHOTOS) return refuse('cards-waiting', { max: MOST_PHOTOS });
	const seat = paperWriter(state, context, of);
	if (typeof seat === 'object' && seat) return seat;
	const taken = { number, seat, by, take };
	return kept(hidden, board, [keepPhoto(board.id, taken, picture)], context);
}

/** Whoever took it throws it away; clerks and the organiser any. */
export function dropPhoto(hidden: Hidden, board: Board, number: number, context: Context): Outcome {
	const taken = hiddenBoard(hidden.cards, board.id).photos.get(number);
	if (!taken) return { events: [], anonymous: true };
	const { id, role } = context.actor;
	if (role === 'helper' && taken.by !== id) return refuse('photo-by-other', { number });
	return kept(hidden, board, [erasePhoto(board.id, number)], context);
}

/** On boards of any level nothing stored says who photographed. */
function kept(hidden: Hidden, board: Board, writes: CardsWrite[], context: Context): Outcome {
	return { events: counted(hidden, board, writes, context), hidden: writes, anonymous: true };
}

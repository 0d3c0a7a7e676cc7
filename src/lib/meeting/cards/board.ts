/** Looking things up on a board, for decisions and screens alike. */
import type { SeatId } from '../names.ts';
import type { MeetingState } from '../registry.ts';
import { getOwn } from '../get-own.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { isPresent } from '../attendance/attendance.ts';
import { boardOf, STEPS, type Board, type ShownCard, type GroupId, type Step } from './cards.ts';

/** True when the board has come as far as this step. */
export function reached(board: Board, step: Step): boolean {
	return STEPS.indexOf(board.step) >= STEPS.indexOf(step);
}

/** The board, or a refusal. */
export function boardIn(state: MeetingState, id: string): Board | Refusal {
	return boardOf(state.cards, id) ?? refuse('no-such-board');
}

/** The card, or a refusal; what was split is no card any more. */
export function cardIn(board: Board, id: string): ShownCard | Refusal {
	const card = board.cards.find((one) => one.id === id);
	return card && !card.split ? card : refuse('no-such-card');
}

/** Cards that count: not the wholes of what was split. */
export function cardsOf(board: Board): ShownCard[] {
	return board.cards.filter((card) => !card.split);
}

/** Groups with a card in them that is not hidden, by number: what can be weighed. */
export function liveGroups(board: Board): GroupId[] {
	const used = new Set(cardsOf(board).map((card) => (card.hidden ? null : card.group)));
	return board.groups.map(({ id }) => id).filter((id) => used.has(id));
}

/** Voting seats that are present now. */
export function votersPresent({ roll, attendance }: MeetingState): SeatId[] {
	return roll.order.filter((id) => getOwn(roll.seats, id)?.votes && isPresent(attendance, id));
}

/** How many they are. */
export const votersHere = (state: MeetingState): number => votersPresent(state).length;

/** So many of how many: whoever has done it and left since is still one of them. */
export function outOf(state: MeetingState, n: number): { n: number; total: number } {
	return { n, total: Math.max(n, votersHere(state)) };
}

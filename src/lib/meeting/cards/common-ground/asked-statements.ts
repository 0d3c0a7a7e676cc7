/** What people are asked to agree or disagree with: a question (疑问) is no statement, and what is stacked is asked once. */
import { cardsOf } from '../board.ts';
import type { Board, ShownCard } from '../cards.ts';

/** Every card that answers may have been given to. */
export function statementsOf(board: Board): ShownCard[] {
	return cardsOf(board).filter(({ hidden, stance }) => !hidden && stance !== 'question');
}

/** Those that a phone asks now, one after the other. */
export function askedNow(board: Board): ShownCard[] {
	return statementsOf(board).filter(({ under }) => !under);
}

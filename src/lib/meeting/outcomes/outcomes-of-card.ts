/** What came of a card, or of the group that it lies in (X15). */
import type { BoardId, CardId } from '../cards/cards.ts';
import type { MeetingState } from '../registry.ts';
import type { SuggestionAnswer } from './outcomes.ts';
import type { NumberedOutcome } from './view.ts';

/** Results that came of a card, or of the group that it lies in. */
export function outcomesOfCard(
	{ outcomes }: MeetingState,
	board: BoardId,
	{ id, group }: { id: CardId; group: string | null }
): NumberedOutcome[] {
	return outcomes.lines
		.map((line, at) => ({ n: at + 1, line }))
		.filter(
			({ line: { source } }) =>
				(source?.from === 'card' && source.board === board && source.card === id) ||
				(source?.from === 'group' && source.board === board && source.group === group)
		);
}

/** What was answered to a card, or to the group that it lies in. */
export function answerToCard(
	{ outcomes }: MeetingState,
	board: BoardId,
	{ id, group }: { id: CardId; group: string | null }
): SuggestionAnswer | undefined {
	return outcomes.answers.findLast(
		({ source }) =>
			'board' in source &&
			source.board === board &&
			(source.from === 'card' ? source.card === id : source.group === group)
	);
}

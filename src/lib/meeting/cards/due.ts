/** What a board does by itself: tells the count that grew since it was last told. */
import type { Due } from '../due.ts';
import type { MeetingState } from '../meeting.ts';

export function dueCards(state: MeetingState): Due | null {
	let next: Due | null = null;
	for (const { id, countAt } of state.cards.boards)
		if (countAt !== null && (!next || countAt < next.at))
			next = { at: countAt, command: { type: 'cards.tally', board: id } };
	return next;
}

/** What a vote does by itself: it tells its turnout, and closes when its time is over. */
import type { Due, MeetingState } from '../registry.ts';
import { voteNow } from './ballots.ts';

export function dueBallots({ ballots }: MeetingState): Due | null {
	const vote = voteNow(ballots);
	if (!vote) return null;
	const { id, until, turnoutAt } = vote;
	if (until !== null && (turnoutAt === null || until <= turnoutAt))
		return { at: until, command: { type: 'ballots.close', vote: id } };
	if (turnoutAt === null) return null;
	return { at: turnoutAt, command: { type: 'ballots.tell-turnout', vote: id } };
}

/** What a vote does by itself: it tells its turnout, and closes when its time is over. */
import type { Due, MeetingState } from '../registry.ts';
import { openVotes, type Vote } from './ballots.ts';

/** The next of all that are open; after the meeting that may be several. */
export function dueBallots({ ballots }: MeetingState): Due | null {
	return openVotes(ballots)
		.flatMap((vote) => dueOf(vote) ?? [])
		.reduce<Due | null>((first, one) => (first && first.at <= one.at ? first : one), null);
}

function dueOf({ id, until, turnoutAt }: Vote): Due | null {
	if (until !== null && (turnoutAt === null || until <= turnoutAt))
		return { at: until, command: { type: 'ballots.close', vote: id } };
	if (turnoutAt === null) return null;
	return { at: turnoutAt, command: { type: 'ballots.tell-turnout', vote: id } };
}

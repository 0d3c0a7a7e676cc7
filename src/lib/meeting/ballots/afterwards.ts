/**
 * 缺席补投 (X12): once the minutes can be read, those who were away while it was voted have a day to vote, too.
 *
 * Invariant: nothing of it changes the first result; fewer than five ballots tell how many they are, and no more.
 */
import type { Context, Outcome } from '../context.ts';
import type { Hidden, HiddenWrite, MeetingState } from '../registry.ts';
import { AFTERWARDS_FROM, afterwardsWaits, awaitedAfter } from './absent-voters.ts';
import {
	afterwardsOf,
	SOURCES,
	votedIn,
	type Turnout,
	type Vote,
	type VoteResult
} from './ballots.ts';
import { resultOf } from './close-vote.ts';
import { clearVote, hiddenVote } from './hidden.ts';
import { turnoutOf } from './turnout.ts';

/** ms */
const DAY = 86_400_000;

/** Opens it: for a day, once. */
export function openAfterwards(state: MeetingState, vote: Vote, context: Context): Outcome {
	// Pressed twice, or by two at once: what was wanted has happened.
	if (afterwardsOf(state.ballots, vote.id)?.step === 'open') return { events: [] };
	const waits = afterwardsWaits(state, vote);
	if (waits) return waits;
	const voters = awaitedAfter(state, vote);
	const body = { vote: context.newId('v'), after: vote.id, voters, until: context.now + DAY };
	return { events: [{ type: 'ballots.afterwards-opened', body }] };
}

/** What those who were away came to; of fewer than five ballots only how many. */
export function closeAfterwards(state: MeetingState, hidden: Hidden, vote: Vote): Outcome {
	const secret = hiddenVote(hidden.ballots, vote.id);
	const turnout = turnoutOf(secret);
	const cleared: HiddenWrite[] = clearVote(vote.id);
	// Ballots that were told and are not here could not be opened any more: no result.
	if (votedIn(vote.turnout) > votedIn(turnout))
		return {
			events: [{ type: 'ballots.annulled', body: { vote: vote.id, why: null } }],
			hidden: cleared
		};
	const few = votedIn(turnout) < AFTERWARDS_FROM;
	const result = few ? null : together(resultOf(state, vote, secret), turnout);
	return {
		events: [{ type: 'ballots.afterwards-closed', body: { vote: vote.id, turnout, result } }],
		hidden: cleared
	};
}

/** All sources as one: how each of so few people sent it is nobody's business. */
function together(result: VoteResult, turnout: Turnout): VoteResult {
	if (result.sources.length === 0) return result;
	const counts = Object.fromEntries(result.tally.options.map(({ id, heads }) => [id, heads]));
	return { ...result, sources: [{ sources: SOURCES.filter((one) => turnout[one]), counts }] };
}

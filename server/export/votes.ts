/** Votes that are over, as papers and data tell them: what was asked, by which rule, what came of it. */
import {
	afterwardsOf,
	votedIn,
	type BallotsState,
	type Burden,
	type Secrecy,
	type Turnout,
	type Vote,
	type VoteKind,
	type VoteResult
} from '#lib/meeting/ballots/ballots.ts';
import { sharedBy } from '#lib/meeting/ballots/cost-shares.ts';
import type { Tally } from '#lib/meeting/ballots/tally.ts';
import type { VoteRuleId } from '#lib/meeting/ballots/vote-rule.ts';
import type { Instant, ItemId, SeatId, TextRef } from '#lib/meeting/names.ts';

export interface ExportedVote extends VoteResult {
	id: string;
	item: ItemId | null;
	question: TextRef;
	voteKind: VoteKind;
	secrecy: Secrecy;
	rule: VoteRuleId;
	legal: boolean;
	options: { id: string; text: TextRef }[];
	openedAt: Instant;
	closedAt: Instant;
	/** Who might vote, at its opening. */
	voters: number;
	excluded: { seat: SeatId; reason: TextRef }[];
	scope: TextRef | null;
	/** Those who voted though they are not of it, and why. */
	invited: { n: number; reason: TextRef } | null;
	/** 谁主张、谁负责、谁受益, what all pay, and by what each home does. */
	burden: (Burden & { by: 'factor' | 'area' | null }) | null;
	waived: TextRef | null;
	turnout: Turnout;
	voted: number;
	/** Annulled afterwards: when and by whom, and why. */
	annulled: { at: Instant; by: string } | null;
	why: TextRef | null;
	/** 缺席补投: how many were away, how many of them voted, and from five on for what; null: nobody was asked. */
	afterwards: { voters: number; voted: number; tally: Tally | null } | null;
}

/** Votes with a result, in the order in which they were prepared. */
export function exportVotes(ballots: BallotsState): ExportedVote[] {
	const by = sharedBy(ballots);
	return ballots.votes.flatMap((vote) => {
		const { settings, result, openedAt, closedAt } = vote;
		if (!result || openedAt === null || closedAt === null) return [];
		return {
			...result,
			id: vote.id,
			item: vote.item,
			question: vote.question,
			voteKind: settings.kind,
			secrecy: settings.secrecy,
			rule: settings.rule,
			legal: settings.legal,
			options: vote.options.map(({ id, text }) => ({ id, text })),
			openedAt,
			closedAt,
			voters: vote.voters.length,
			excluded: vote.excluded,
			scope: vote.scope?.label ?? null,
			invited: vote.scope?.invited
				? { n: vote.scope.invited.seats.length, reason: vote.scope.invited.reason }
				: null,
			burden: vote.burden && { ...vote.burden, by },
			waived: vote.waived,
			turnout: vote.turnout,
			voted: votedIn(vote.turnout),
			annulled: vote.annulled,
			why: vote.why,
			afterwards: afterwardsTold(afterwardsOf(ballots, vote.id))
		};
	});
}

function afterwardsTold(vote: Vote | undefined): ExportedVote['afterwards'] {
	if (vote?.step !== 'closed') return null;
	const { voters, turnout, result } = vote;
	return { voters: voters.length, voted: votedIn(turnout), tally: result?.tally ?? null };
}

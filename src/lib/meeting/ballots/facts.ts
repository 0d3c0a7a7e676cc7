/** What the minutes tell of votes: that one was opened, what it came to, and that it does not count. */
import { changedIn } from '../difference.ts';
import type { Instant, SeatId, TextRef } from '../names.ts';
import type { FactOf, FactsOf, MeetingState } from '../registry.ts';
import {
	votedIn,
	voteOf,
	type Burden,
	type OptionId,
	type Secrecy,
	type Vote,
	type VoteId,
	type VoteKind,
	type VoteResult
} from './ballots.ts';
import { sharedBy } from './cost-shares.ts';
import type { Tally } from './tally.ts';
import type { VoteRuleId } from './vote-rule.ts';

/** What every fact of a vote says of it. */
interface About {
	vote: VoteId;
	question: TextRef;
	voteKind: VoteKind;
	secrecy: Secrecy;
	rule: VoteRuleId;
	legal: boolean;
}

export type BallotsFact =
	| ({
			what: 'vote-opened';
			voters: number;
			waived: TextRef | null;
			/** Of a vote of days: when it ends. */
			until?: Instant;
			/** Whom the matter concerns, where that is not everybody. */
			scope?: TextRef;
			/** Those who vote though they are not of it. */
			invited?: { n: number; reason: TextRef };
			/** 回避. */
			excluded?: SeatId[];
			/** 谁主张、谁负责、谁受益, and what is paid by which measure. */
			burden?: Burden & { by: 'factor' | 'area' | null };
	  } & About)
	| ({
			what: 'vote-closed';
			tally: Tally;
			/** Written options; the others have words of their own. */
			options: { id: OptionId; text: TextRef }[];
			sources: VoteResult['sources'];
			/** 秘密: the digest of its board, by which anybody knows the board again. */
			board?: string;
			/** The same of papers with check codes. */
			papers?: { n: number; printed: number; digest: string };
	  } & About)
	/** `why` null: its ballots could not be read any more, or a backup was restored meanwhile. */
	| ({ what: 'vote-annulled'; why: TextRef | null; restored?: true; alone?: true } & About)
	/** Those who were away have until then to vote, too (X12). */
	| ({ what: 'afterwards-opened'; voters: number; until: Instant } & About)
	/** `tally` null: too few to say for what. `voters`: how many were away. */
	| ({
			what: 'afterwards-closed';
			voters: number;
			voted: number;
			tally: Tally | null;
			options: { id: OptionId; text: TextRef }[];
	  } & About)
	/** The meeting votes by this rule from now on; null: by the usual ones. */
	| { what: 'rule-adopted'; rule: VoteRuleId | null }
	/** A written form was shown; `ended`: it does not hold any more. */
	| { what: 'proxy'; principal: SeatId; proxy: SeatId; ended?: true };

export const ballotsFacts: FactsOf<'ballots'> = {
	of(before, event, { ballots }) {
		switch (event.type) {
			case 'ballots.opened': {
				const { vote: id, voters, waived, until } = event.body;
				const vote = voteOf(ballots, id)!;
				return {
					what: 'vote-opened',
					voters: voters.length,
					waived,
					...(vote.settings.days && until !== null ? { until } : {}),
					...(vote.scope ? { scope: vote.scope.label } : {}),
					...invitedOf(vote),
					...(vote.excluded.length > 0 ? { excluded: vote.excluded.map(({ seat }) => seat) } : {}),
					...(vote.burden ? { burden: { ...vote.burden, by: sharedBy(ballots) } } : {}),
					...about(vote)
				};
			}
			case 'ballots.closed': {
				const vote = voteOf(ballots, event.body.vote)!;
				const { tally, sources, board, papers } = event.body.result;
				const options = vote.options.map(({ id, text }) => ({ id, text }));
				const said = { tally, options, sources, ...about(vote) };
				const digest = {
					...(board ? { board: board.digest } : {}),
					...(papers ? { papers } : {})
				};
				return { what: 'vote-closed', kind: 'decision', ...said, ...digest };
			}
			case 'ballots.annulled': {
				const vote = voteOf(ballots, event.body.vote)!;
				const { why, restored, alone } = event.body;
				return {
					what: 'vote-annulled',
					why,
					...(restored ? { restored } : {}),
					...(alone ? { alone } : {}),
					...about(vote)
				};
			}
			case 'ballots.afterwards-opened': {
				const { vote: id, voters, until } = event.body;
				const vote = voteOf(ballots, id)!;
				return { what: 'afterwards-opened', voters: voters.length, until, ...about(vote) };
			}
			case 'ballots.afterwards-closed': {
				const { vote: id, turnout, result } = event.body;
				const vote = voteOf(ballots, id)!;
				return {
					what: 'afterwards-closed',
					kind: 'decision',
					voters: vote.voters.length,
					voted: votedIn(turnout),
					tally: result?.tally ?? null,
					options: vote.options.map(({ id: option, text }) => ({ id: option, text })),
					...about(vote)
				};
			}
			case 'ballots.adopted':
				return { what: 'rule-adopted', rule: event.body.rule };
			case 'ballots.proxy-recorded': {
				const { principal, proxy } = event.body;
				return { what: 'proxy', principal, proxy };
			}
			case 'ballots.proxy-ended': {
				const { principal } = event.body;
				const { proxy } = before.ballots.proxies.find((one) => one.principal === principal)!;
				return { what: 'proxy', principal, proxy, ended: true };
			}
			default:
				return null;
		}
	},
	rows: {
		'vote-opened': { chapter: ({ question }) => ({ is: 'vote', question }) },
		'vote-closed': {
			resolve: (fact, now) => withStruck(fact, now),
			subjects: ({ vote }) => [subject(vote)]
		},
		'vote-annulled': {},
		'afterwards-opened': {},
		'afterwards-closed': {},
		'rule-adopted': {},
		proxy: { about: ({ principal }) => principal }
	},
	changed: (before, after) =>
		changedIn(before.ballots.votes, after.ballots.votes).map(({ id }) => subject(id))
};

function invitedOf({ scope }: Vote): { invited?: { n: number; reason: TextRef } } {
	if (!scope?.invited) return {};
	const { seats, reason } = scope.invited;
	return { invited: { n: seats.length, reason } };
}

const subject = (vote: VoteId) => `vote ${vote}`;

function about({ id, question, settings }: Vote): About {
	const { kind: voteKind, secrecy, rule, legal } = settings;
	return { vote: id, question, voteKind, secrecy, rule, legal };
}

/** What was annulled after its end stays to be read, struck out [E22]. */
function withStruck(
	fact: FactOf<'ballots', 'vote-closed'>,
	{ ballots }: MeetingState
): FactOf<'ballots', 'vote-closed'> {
	const vote = voteOf(ballots, fact.vote);
	return vote?.annulled ? { ...fact, struck: { ...vote.annulled, why: vote.why } } : fact;
}

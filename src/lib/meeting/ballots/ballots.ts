/**
 * Micro-votes (微表决): state and events. A vote is prepared, opened, closed, and then has a result
 * that nothing changes any more; it can only be annulled.
 *
 * Invariants: before a vote is closed nothing of a choice is here, only how many have voted; who may vote is
 * frozen at opening; areas are whole numbers of 0.01 ㎡.
 */
import type { BoardId, GroupId } from '../cards/cards.ts';
import type { Instant, ItemId, SeatId, TextRef } from '../names.ts';
import type { BallotsCommand } from './commands.ts';
import type { BallotsFact } from './facts.ts';
import type { BallotsLots, HiddenBallots } from './hidden.ts';
import type { PrivateBallots } from './private-view.ts';
import type { Proxy } from './proxies.ts';
import type { BallotsRefusal } from './refusals.ts';
import type { Tally } from './tally.ts';
import type { VoteRuleId } from './vote-rule.ts';

declare module '../registry.ts' {
	interface Slices {
		ballots: {
			state: BallotsState;
			command: BallotsCommand;
			event: BallotsEvent;
			hidden: HiddenBallots;
			lots: BallotsLots;
			private: PrivateBallots;
			fact: BallotsFact;
			chapter: { is: 'vote'; question: TextRef };
			refusal: BallotsRefusal;
		};
	}
}

export type VoteId = string;
/** `yes`, `no`, `abstain` and the four of the scale, or the id of an option that somebody wrote. */
export type OptionId = string;

/** 赞成反对, 单选, 可多选, 排序, 共识度 (V14–V16). */
export const VOTE_KINDS = ['yes-no', 'single', 'approval', 'ranking', 'scale'] as const;
export type VoteKind = (typeof VOTE_KINDS)[number];

/** 记名, 不记名, 秘密. */
export const SECRECIES = ['named', 'unsigned', 'secret'] as const;
export type Secrecy = (typeof SECRECIES)[number];

/** 现场手机, 线上, 代录, 电话, 委托, 秘密票 of phones anywhere; counted in the hall: 举手, 纸质票. */
// prettier-ignore
export const SOURCES = ['hall', 'online', 'entered', 'telephone', 'proxy', 'secret', 'hands', 'paper'] as const;
export type Source = (typeof SOURCES)[number];
/** What is counted in the hall, by two people. */
export const HALL_COUNTS = ['hands', 'paper'] as const satisfies readonly Source[];
export type HallCount = (typeof HALL_COUNTS)[number];

/** 赞成, 反对, 弃权, in the order in which they are asked (L13). */
export const YES_NO = ['yes', 'no', 'abstain'] as const;
/** 同意, 可接受, 有保留, 不同意. */
export const SCALE = ['agree', 'accept', 'reserve', 'disagree'] as const;

export interface VoteSettings {
	kind: VoteKind;
	secrecy: Secrecy;
	rule: VoteRuleId;
	/** 依法表决的计算; else 意向性微表决 (L1). */
	legal: boolean;
	/** 弃权 is asked. */
	askAbstain: boolean;
	/** Seconds from opening to closing, 30 to 600; null: until the chair closes it. */
	seconds: number | null;
	/** Days from opening to closing, 5 to 60, instead of seconds: owners vote at home (L8). */
	days?: number | null;
	/** A choice may be changed until the vote is closed. */
	changeable: boolean;
	/** Where one person votes twice, 记名 (L14): the last counts, or whatever was given in the hall. */
	twice: 'last' | 'hall';
	/** Those who were away are asked afterwards, for a day (X12). */
	afterwards?: boolean;
	/** 从多数: owners who do not vote count with the majority (L6); off, where nobody says otherwise. */
	silentFollow?: boolean;
}

/** What can be chosen and was written by somebody. */
export interface VoteOption {
	id: OptionId;
	text: TextRef;
	/** The group of cards it was made of (C20). */
	group: { board: BoardId; group: GroupId } | null;
	/** 花多少钱, 谁来办, 什么时候, 好处, 难处 (S4.15). */
	cost: TextRef | null;
	who: TextRef | null;
	time: TextRef | null;
	pro: TextRef | null;
	con: TextRef | null;
}
/** What is said of an option beside its name. */
export const OPTION_DETAILS = ['cost', 'who', 'time', 'pro', 'con'] as const;
export type OptionDetail = (typeof OPTION_DETAILS)[number];

export interface Vote {
	id: VoteId;
	item: ItemId | null;
	question: TextRef;
	settings: VoteSettings;
	/** Written ones; 赞成反对 and 共识度 have none (`optionsOf`). */
	options: VoteOption[];
	/** The vote on the same question before the discussion (共识温度计, X5). */
	before: VoteId | null;
	/** Whom the matter concerns, where that is not everybody (S5.10); null: all who vote. */
	scope: VoteScope | null;
	/** 谁主张、谁负责、谁受益, and what all pay together (S3.24); null: nothing is said of it. */
	burden: Burden | null;
	/** 回避 (S3.48). */
	excluded: { seat: SeatId; reason: TextRef }[];
	step: 'ready' | 'open' | 'closed' | 'annulled';
	openedAt: Instant | null;
	/** When it closes by itself. */
	until: Instant | null;
	closedAt: Instant | null;
	/** Why it was opened though nobody had discussed (免议, S2.44). */
	waived: TextRef | null;
	/** Who may vote, frozen at opening, in roll order. */
	voters: SeatId[];
	/** 秘密: what its ballots are signed with; null: another level, or not opened yet. */
	blind: BlindVote | null;
	/** People who have voted, by source; told once a second. */
	turnout: Turnout;
	/** When the turnout is told again; null: at the next vote. */
	turnoutAt: Instant | null;
	/** Only the hall is still counted. */
	phonesClosed: boolean;
	/** Papers with check codes that were printed for it. */
	printed: number;
	/** Counted in the hall: by whom, and by whom again; how many for what stays hidden until the end. */
	counted: { source: HallCount; by: string; second: string | null }[];
	result: VoteResult | null;
	/** Why it was annulled; null then: its ballots could not be read any more after a restart, or `restored`. */
	why: TextRef | null;
	/** When it was annulled, and by whom. */
	annulled: { at: Instant; by: string } | null;
	/** It was annulled by itself, because a backup was restored while it was open. */
	restored: boolean;
	/** It was annulled by itself, because one person alone had voted and the result would have said what. */
	alone: boolean;
	/** Who might have voted and was away all the time, from its end on; nobody, where they are not asked. */
	absent: SeatId[];
	/** The vote that this one is held after, for those who were away (X12); null: it is one of the meeting. */
	after: VoteId | null;
}

/** Whom a matter concerns. */
export interface VoteScope {
	label: TextRef;
	seats: SeatId[];
	/** Those of them who are not of its buildings, and why they are asked; missing: nobody is. */
	invited?: { seats: SeatId[]; reason: TextRef };
}

/** 秘密: fixed at the opening. */
export interface BlindVote {
	/** One key for each distinct area, since a blind token carries none; else one. */
	keys: { key: string; area: number | null }[];
	/** In which history of the data folder; in another one its ballots are not all there. */
	epoch: string;
}
/** Who asks for what is voted on, who sees to it, who has it; and what the homes of the sheet pay. */
export interface Burden {
	proposer: TextRef | null;
	responsible: TextRef | null;
	beneficiary: TextRef | null;
	/** What they pay together, 0.01 元; null: nobody pays. */
	cost: number | null;
}
export const BURDEN_PEOPLE = ['proposer', 'responsible', 'beneficiary'] as const;

export type Turnout = Partial<Record<Source, number>>;

/** What a vote came to: stands for good once it was told. */
export interface VoteResult {
	tally: Tally;
	/** The ballots themselves, shuffled: how many chose just this (V16: recountable); 记名 with names. */
	box: BallotsAlike[];
	/** By source, small or unanimous ones told together (L13). */
	sources: { sources: Source[]; counts: Record<OptionId, number> }[];
	/** 秘密: how many ballots lie on the board, to how many people one was given, and the digest of the board. */
	board?: { ballots: number; issued: number; digest: string };
	/** Papers with check codes: how many were counted, of how many that were printed, and the digest of their board. */
	papers?: { n: number; printed: number; digest: string };
}

/** 秘密: a ballot as it lies on the board for everybody, after the end. */
export interface BoardBallot {
	/** Lower-case hex, 64 bytes: it names the ballot, was signed blindly, and only the voter knows whose it is. */
	token: string;
	/** Which of the vote's keys has signed it. */
	key: number;
	/** base64url. */
	signature: string;
	choice: OptionId[];
}

/** Ballots with the same choice. */
export interface BallotsAlike {
	choice: OptionId[];
	n: number;
	/** Of all of them together, 0.01 ㎡; only where areas count. One by one they would name homes (L12). */
	area?: number | null;
	/** 记名. */
	seats?: SeatId[];
}

/** 户表: whose area is how large (L3, L4). */
export interface Register {
	/**
	 * One line of the sheet; `owner` is one number for all lines of the same owner. `factor`: by which the home
	 * pays where people agreed on factors, in hundredths.
	 */
	units: { unit: TextRef; area: number; owner: number; seat: SeatId | null; factor?: number }[];
	/** Sum of all areas. */
	area: number;
	/** Owners, each counted once. */
	owners: number;
}

export interface BallotsState {
	votes: Vote[];
	/** 缺席补投, after the meeting (X12); of fewer than five ballots one that is closed has no result. */
	afterwards: Vote[];
	register: Register | null;
	/** The rule that this meeting has adopted for its votes; null: each vote has its own, or the usual one. */
	adopted: VoteRuleId | null;
	/** Items that stood on the notice when the meeting was announced (L7). */
	noticed: ItemId[];
	/** In the order in which they were shown. */
	proxies: Proxy[];
}

export function emptyBallots(): BallotsState {
	return { votes: [], afterwards: [], register: null, adopted: null, noticed: [], proxies: [] };
}

export type BallotsEvent =
	| { type: 'ballots.prepared'; body: { vote: NewVote } }
	| { type: 'ballots.changed'; body: { vote: NewVote } }
	| { type: 'ballots.dropped'; body: { vote: VoteId } }
	| {
			type: 'ballots.excluded';
			body: { vote: VoteId; seat: SeatId; reason: TextRef };
	  }
	| { type: 'ballots.readmitted'; body: { vote: VoteId; seat: SeatId } }
	| {
			type: 'ballots.opened';
			body: {
				vote: VoteId;
				voters: SeatId[];
				until: Instant | null;
				waived: TextRef | null;
				blind?: BlindVote;
			};
	  }
	| {
			type: 'ballots.turnout-told';
			body: { vote: VoteId; turnout: Turnout; next: Instant | null };
	  }
	| { type: 'ballots.extended'; body: { vote: VoteId; until: Instant } }
	| { type: 'ballots.phones-closed'; body: { vote: VoteId } }
	| { type: 'ballots.printed'; body: { vote: VoteId; n: number } }
	| {
			type: 'ballots.counted';
			body: { vote: VoteId; source: HallCount; by: string; second: string | null };
	  }
	| {
			type: 'ballots.closed';
			/** `absent`: only where they are asked afterwards. */
			body: { vote: VoteId; turnout: Turnout; result: VoteResult; absent?: SeatId[] };
	  }
	| {
			type: 'ballots.afterwards-opened';
			body: { vote: VoteId; after: VoteId; voters: SeatId[]; until: Instant };
	  }
	| {
			type: 'ballots.afterwards-closed';
			/** `result` null: too few have voted to say for what. */
			body: { vote: VoteId; turnout: Turnout; result: VoteResult | null };
	  }
	| {
			type: 'ballots.annulled';
			body: { vote: VoteId; why: TextRef | null; restored?: true; alone?: true };
	  }
	| { type: 'ballots.registered'; body: { register: Register } }
	| { type: 'ballots.adopted'; body: { rule: VoteRuleId | null } }
	| { type: 'ballots.proxy-recorded'; body: Proxy }
	| { type: 'ballots.proxy-ended'; body: { principal: SeatId } };

/** What is prepared of a vote. */
export type NewVote = Pick<
	Vote,
	'id' | 'item' | 'question' | 'settings' | 'options' | 'before' | 'scope'
> & {
	/** Votes of before there was one have none. */
	burden?: Burden | null;
};

/** The vote with this id, one for those who were away, too. */
export function voteOf({ votes, afterwards }: BallotsState, id: VoteId): Vote | undefined {
	const named = (vote: Vote) => vote.id === id;
	return votes.find(named) ?? afterwards.find(named);
}

/** The one that those who were away have after this one. */
export function afterwardsOf({ afterwards }: BallotsState, id: VoteId): Vote | undefined {
	return afterwards.find(({ after }) => after === id);
}

/** All that are open: the meeting's, and those of whoever was away. */
export function openVotes({ votes, afterwards }: BallotsState): Vote[] {
	return [...votes, ...afterwards].filter(({ step }) => step === 'open');
}

/** Whoever may vote does so from where they are. */
export function fromAfar({ settings, after }: Pick<Vote, 'settings' | 'after'>): boolean {
	return Boolean(settings.days) || after !== null;
}

/** The vote that is open, if any. */
export function voteNow(ballots: BallotsState): Vote | undefined {
	return ballots.votes.find(({ step }) => step === 'open');
}

/** Everything that can be chosen, in the order in which it is asked. */
export function optionsOf({ settings, options }: Pick<Vote, 'settings' | 'options'>): OptionId[] {
	const abstain = settings.askAbstain ? ['abstain'] : [];
	switch (settings.kind) {
		case 'yes-no':
			return ['yes', 'no', ...abstain];
		case 'scale':
			return [...SCALE];
		case 'ranking':
			return options.map(({ id }) => id);
		default:
			return [...options.map(({ id }) => id), ...abstain];
	}
}

/** People who have voted in all. */
export function votedIn(turnout: Turnout): number {
	return SOURCES.reduce((sum, source) => sum + (turnout[source] ?? 0), 0);
}

/** Graphemes. */
export const VOTE_LIMITS = {
	question: 120,
	option: 60,
	detail: 120,
	reason: 200,
	scope: 40,
	burden: 60
} as const;
export const MAX_OPTIONS = 12;
/** Votes of one meeting. */
export const MAX_VOTES = 60;
/** Days that a vote of owners may stay open. */
export const WINDOW_DAYS = { least: 5, most: 60 } as const;
/** Seconds that a vote stays open. */
export const WINDOW = { least: 30, most: 600 } as const;

/** What can be said to votes, and what a draft of one holds. */
import type { BoardId, GroupId } from '../cards/cards.ts';
import type { ItemId, SeatId } from '../names.ts';
import type {
	HallCount,
	OptionDetail,
	OptionId,
	VoteId,
	VoteKind,
	VoteSettings
} from './ballots.ts';
import type { VoteRuleId } from './vote-rule.ts';

/** What is written of an option on its way in. */
export interface OptionDraft extends Partial<Record<OptionDetail, string>> {
	/** Of one that is there; a new one has none. */
	id?: OptionId;
	text: string;
}

/** Nothing said of it yet: every field of a form wants a text. */
export const NOTHING_SAID = { cost: '', who: '', time: '', pro: '', con: '' } as const;

export interface VoteDraft {
	question: string;
	settings: Partial<VoteSettings> & { kind: VoteKind };
	options?: OptionDraft[];
	before?: VoteId;
	/** `reason`: why those vote who are not of its buildings. */
	scope?: { label: string; seats: SeatId[]; reason?: string };
	/** `cost`: 0.01 元. */
	burden?: { proposer: string; responsible: string; beneficiary: string; cost: number | null };
}

export type BallotsCommand =
	| { type: 'ballots.prepare'; item: ItemId | null; draft: VoteDraft }
	| { type: 'ballots.change'; vote: VoteId; draft: VoteDraft }
	| { type: 'ballots.drop'; vote: VoteId }
	/** A group of cards becomes an option (C20). */
	| { type: 'ballots.option'; vote: VoteId; board: BoardId; group: GroupId }
	| { type: 'ballots.exclude'; vote: VoteId; seat: SeatId; reason: string }
	/** They vote after all: it was a slip, or they have no interest of their own. */
	| { type: 'ballots.readmit'; vote: VoteId; seat: SeatId }
	/** `waive`: why it is voted on without discussion (免议). */
	| { type: 'ballots.open'; vote: VoteId; waive?: string }
	/** `ballot` is random and kept by whoever typed it: said again, it changes what this ballot said. */
	| { type: 'ballots.cast'; vote: VoteId; seat: SeatId; ballot: string; choice: OptionId[] }
	/** 秘密: a ballot is asked for, and signed without being seen; `blinded` is base64url. */
	| { type: 'ballots.token'; vote: VoteId; seat: SeatId; blinded: string }
	/** 秘密: a signed ballot comes back, from nobody knows whom; `key` is which of the vote's keys signed it. */
	| {
			type: 'ballots.cast-secret';
			vote: VoteId;
			token: string;
			key: number;
			signature: string;
			choice: OptionId[];
	  }
	/** The clock: a backup was restored while it was open. */
	| { type: 'ballots.void'; vote: VoteId }
	/** What was entered for the wrong person: they vote themselves. */
	| { type: 'ballots.take-back'; vote: VoteId; seat: SeatId; ballot: string }
	| { type: 'ballots.extend'; vote: VoteId; seconds: number }
	/** From here on the hall is counted. */
	| { type: 'ballots.close-phones'; vote: VoteId }
	/** What one person counted in the hall; it stands when a second one has counted the same (L9). */
	| {
			type: 'ballots.count';
			vote: VoteId;
			source: HallCount;
			counts: Record<OptionId, number>;
	  }
	/** Papers are printed: eight digits each, random. */
	| { type: 'ballots.print'; vote: VoteId; codes: string[] }
	/** One paper as one person reads it; it counts when a second one has read the same (L9). */
	| { type: 'ballots.enter-paper'; vote: VoteId; code: string; choice: OptionId[] }
	| { type: 'ballots.close'; vote: VoteId }
	| { type: 'ballots.annul'; vote: VoteId; reason: string }
	/** Those who were away have a day to vote, too. */
	| { type: 'ballots.open-afterwards'; vote: VoteId }
	/** The clock: the turnout. */
	| { type: 'ballots.tell-turnout'; vote: VoteId }
	| {
			type: 'ballots.register';
			/** `owner`: the same text for all units of one owner; `area` in 0.01 ㎡, `factor` in hundredths. */
			units: {
				unit: string;
				area: number;
				owner: string;
				seat: SeatId | null;
				factor?: number;
			}[];
			/** Check sum: the whole area, 0.01 ㎡. */
			area: number;
	  }
	/** By which rule this meeting votes, where nobody says otherwise; null: by the usual one of each kind. */
	| { type: 'ballots.adopt'; rule: VoteRuleId | null }
	/** A written form was shown: `form` says what (L11). */
	| {
			type: 'ballots.proxy';
			principal: SeatId;
			proxy: SeatId;
			form: string;
			sameHome: boolean;
	  }
	| { type: 'ballots.proxy-end'; principal: SeatId };

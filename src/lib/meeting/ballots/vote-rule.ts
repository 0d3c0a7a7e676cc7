/**
 * What a rule of votes says: who must take part, and when it passes. The rules are data (`vote-rules*.ts`).
 *
 * 以上 includes the number, 超过 and 过半数 do not (Civil Code 1259): `strict`.
 */
import type { Localised } from '../names.ts';
import type { VoteKind } from './ballots.ts';

/** A share as whole numbers; `strict`: more than it, else at least it. */
export interface Share {
	num: number;
	den: number;
	strict: boolean;
}

export const VOTE_RULE_IDS = [
	'V01',
	'V02',
	'V03',
	'V04',
	'V05',
	'V06',
	'V07',
	'V08',
	'V09',
	'V10',
	'V11',
	'V12',
	'V12b',
	'V13',
	'V14',
	'V15',
	'V16'
] as const;
export type VoteRuleId = (typeof VOTE_RULE_IDS)[number];

/**
 * Of whom a share is taken. `register`: of all who may vote; `present`: of those who came; `cast`: of those
 * who voted, abstentions included (L5).
 */
export type ShareOf = 'register' | 'present' | 'cast';

export interface VoteRule {
	id: VoteRuleId;
	name: Localised;
	/** What it asks, in one sentence for everybody. */
	sentence: Localised;
	/** Where it is written. */
	source: Localised;
	/** Since when what is written there is in force, ISO date; empty where it is no law. */
	inForce: string;
	kinds: readonly VoteKind[];
	/** What is counted: heads alone, or areas and heads, each by itself. */
	measures: readonly ('area' | 'heads')[];
	/** The sheet of homes says who may vote: owners without a seat count among them (L3). */
	byHomes?: true;
	/** How many must come or vote, of all who may. */
	takesPart: { who: 'present' | 'cast'; share: Share } | null;
	/** When it passes; `more`: more for than against; `agreement`: 同意 and 可接受; null: an order of merit. */
	passes: { of: ShareOf; share: Share } | 'more' | { agreement: Share } | null;
	/**
	 * Who may vote for somebody who gave them a written form (L11), and for how many others: `home`: of their own home
	 * alone. Missing: nobody. Where the law names no number `most` is ours.
	 */
	proxies?: { within: 'anybody' | 'home'; most: number | null };
	/** Where the vote does not count by law, those who were away may be asked afterwards, and are shown apart (X12). */
	afterwards?: true;
	/** Days between the notice and the vote (L7); 0 where the law names none. */
	noticeDays: number;
}

export const HALF: Share = { num: 1, den: 2, strict: true };
export const AT_LEAST_HALF: Share = { num: 1, den: 2, strict: false };
export const TWO_THIRDS: Share = { num: 2, den: 3, strict: false };
export const THREE_QUARTERS: Share = { num: 3, den: 4, strict: false };
export const ALL: Share = { num: 1, den: 1, strict: false };

export const HEADS = ['heads'] as const;
export const AREA_AND_HEADS = ['area', 'heads'] as const;
export const YES_NO: readonly VoteKind[] = ['yes-no'];

/** 物业管理条例 12: an owner may name a proxy in writing. */
export const OWNERS_PROXIES = { within: 'anybody', most: 3 } as const;

export const CIVIL_CODE = '2021-01-01';
export const PRESENT_HALF = { of: 'present', share: HALF } as const;

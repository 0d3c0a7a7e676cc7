/**
 * Rule presets as data (requirements §3.1–3.8): the values that the queue obeys and the lines that are
 * read aloud. What is read is what the queue does. The lines stand in `lines-*.ts`.
 */
import type { Localised } from '../names.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import { COMMON } from './usual-rules.ts';
import { NANTANG, THIRTEEN } from './lines-community.ts';
import { TWELVE } from './lines-robert.ts';
import { HEARING, PITCH, PLEDGE } from './lines-occasion.ts';
import { FREE_TALK, MEDIATION, ROUND_ROBIN, THIRTY_SECONDS } from './lines-short.ts';

export interface RulePreset {
	id: string;
	name: Localised;
	/** Seconds a turn; `soft`: the clock only informs. */
	turnSeconds: number;
	/** Seconds of 提问 and 补充 where they are not a whole turn. */
	askSeconds?: number;
	/** Seconds of an opinion in a hearing, where they are not a whole turn. */
	opinionSeconds?: number;
	soft: boolean;
	/** Turns per person (or side, or round) and item; null: no limit. */
	maxTurns: number | null;
	limitPer: 'item' | 'round' | 'side';
	/** 提问, 补充 and 程序问题 are available in every preset. */
	stances: 'for-against' | 'for-against-ask' | 'side' | 'none';
	firstSpeakersFirst: boolean;
	/** `yes`: 赞成 and 反对 within a tier; `strict`: the two sides of a mediation. */
	alternate: 'no' | 'yes' | 'strict';
	roundRobin: boolean;
	/** The chair must hand the chair over before speaking (S1.45). */
	chairNeutral: boolean;
	/** 居民先于干部 (R12, S5.15). */
	residentsFirst: boolean;
	motionRequired: boolean;
	/** The last four are for votes taken by these rules; null: the rules don't say. */
	chairVotesLast: boolean | null;
	askAbstain: boolean | null;
	voteNeedsDebateExhausted: boolean | null;
	tie: 'fails' | null;
	/** Seconds for 请某某回应 (R10). */
	responseSeconds: number;
	/** Seconds a place is held on disconnection (R9). */
	holdSeconds: number;
	/** The lines read aloud in ④. */
	lines: Localised[];
}

const THIRTEEN_RULES: RulePreset = {
	...COMMON,
	id: 'thirteen',
	name: { 'zh-Hans': '社区议事13条', 'zh-Hant': '社區議事13條', en: 'Community 13 rules' },
	turnSeconds: 180,
	stances: 'for-against-ask',
	alternate: 'yes',
	chairNeutral: true,
	askAbstain: true,
	voteNeedsDebateExhausted: false,
	tie: 'fails',
	lines: THIRTEEN
};

/** All presets, the default first; values from table 3.8, 八条 from 3.7. */
export const PRESETS: readonly RulePreset[] = [
	DEFAULT_RULES,
	{
		...COMMON,
		id: 'twelve-rules',
		name: { 'zh-Hans': '罗伯特12条', 'zh-Hant': '羅伯特12條', en: 'Robert’s 12 rules' },
		turnSeconds: 120,
		maxTurns: 2,
		stances: 'for-against',
		firstSpeakersFirst: true,
		alternate: 'yes',
		chairNeutral: true,
		motionRequired: true,
		askAbstain: true,
		voteNeedsDebateExhausted: true,
		tie: 'fails',
		lines: TWELVE
	},
	THIRTEEN_RULES,
	{
		...THIRTEEN_RULES,
		id: 'radish',
		name: {
			'zh-Hans': '萝卜规则（同社区议事13条）',
			'zh-Hant': '蘿蔔規則（同社區議事13條）',
			en: 'Radish rules (as the Community 13)'
		}
	},
	{
		...COMMON,
		id: 'nantang',
		name: { 'zh-Hans': '南塘十三条', 'zh-Hant': '南塘十三條', en: 'Nantang 13 rules' },
		turnSeconds: 120,
		maxTurns: 2,
		stances: 'for-against',
		alternate: 'yes',
		chairNeutral: true,
		motionRequired: true,
		chairVotesLast: true,
		askAbstain: false,
		voteNeedsDebateExhausted: true,
		tie: 'fails',
		lines: NANTANG
	},
	{
		...COMMON,
		id: 'thirty-seconds',
		name: { 'zh-Hans': '30秒发言', 'zh-Hant': '30秒發言', en: 'Thirty seconds' },
		turnSeconds: 30,
		chairNeutral: true,
		lines: THIRTY_SECONDS
	},
	{
		...COMMON,
		id: 'round-robin',
		name: { 'zh-Hans': '轮流发言', 'zh-Hant': '輪流發言', en: 'Round the table' },
		turnSeconds: 120,
		maxTurns: 1,
		limitPer: 'round',
		roundRobin: true,
		lines: ROUND_ROBIN
	},
	{
		...COMMON,
		id: 'mediation',
		name: { 'zh-Hans': '双方调解', 'zh-Hant': '雙方調解', en: 'Mediation' },
		turnSeconds: 180,
		maxTurns: 3,
		limitPer: 'side',
		stances: 'side',
		alternate: 'strict',
		chairNeutral: true,
		lines: MEDIATION
	},
	{
		...COMMON,
		id: 'free-talk',
		name: { 'zh-Hans': '自由座谈', 'zh-Hant': '自由座談', en: 'Open talk' },
		turnSeconds: 180,
		soft: true,
		firstSpeakersFirst: true,
		lines: FREE_TALK
	},
	{
		...DEFAULT_RULES,
		id: 'oath',
		name: {
			'zh-Hans': '先念承诺（文华）',
			'zh-Hant': '先唸承諾（文華）',
			en: 'A pledge first (Wenhua)'
		},
		lines: [PLEDGE, ...DEFAULT_RULES.lines]
	},
	{
		...COMMON,
		id: 'pitch',
		name: { 'zh-Hans': '提案路演', 'zh-Hant': '提案路演', en: 'Proposal pitches' },
		turnSeconds: 300,
		askSeconds: 60,
		chairNeutral: true,
		lines: PITCH
	},
	{
		...COMMON,
		id: 'hearing',
		name: { 'zh-Hans': '听证', 'zh-Hant': '聽證', en: 'Hearing' },
		turnSeconds: 600,
		askSeconds: 120,
		opinionSeconds: 180,
		responseSeconds: 180,
		chairNeutral: true,
		lines: HEARING
	}
];

/** The preset with this id, or undefined. */
export function presetOf(id: string): RulePreset | undefined {
	return PRESETS.find((preset) => preset.id === id);
}

/**
 * How the rules work where a meeting names none (八条, `default-rules.ts`), without a word: every phone has this before the
 * first tap, and reads the words of its own rules in its state.
 */
import type { RulePreset } from './presets.ts';

/** What presets have in common unless they say otherwise. */
export const COMMON = {
	soft: false,
	maxTurns: null,
	limitPer: 'item',
	stances: 'none',
	firstSpeakersFirst: false,
	alternate: 'no',
	roundRobin: false,
	chairNeutral: false,
	residentsFirst: false,
	motionRequired: false,
	chairVotesLast: null,
	askAbstain: null,
	voteNeedsDebateExhausted: null,
	tie: null,
	responseSeconds: 60,
	holdSeconds: 60
} satisfies Partial<RulePreset>;

/** The preset in force where a meeting names none, but for its words. */
export const USUAL: RulePreset = {
	...COMMON,
	id: 'eight',
	name: { 'zh-Hans': '', 'zh-Hant': '', en: '' },
	turnSeconds: 180,
	maxTurns: 2,
	stances: 'for-against-ask',
	firstSpeakersFirst: true,
	tie: 'fails',
	lines: []
};

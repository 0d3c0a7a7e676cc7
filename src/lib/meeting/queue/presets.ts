/** Rule presets as data (requirements §3.1–3.8). */
import type { Localised } from '../names.ts';

export interface RulePreset {
	id: string;
	name: Localised;
	/** Seconds a turn; `soft`: the clock only informs. */
	turnSeconds: number;
	soft: boolean;
	/** Turns per person (or side, or round) and item; null: no limit. */
	maxTurns: number | null;
	limitPer: 'item' | 'round' | 'side';
	stances: 'for-against' | 'for-against-ask' | 'side' | 'none';
	firstSpeakersFirst: boolean;
	alternate: 'no' | 'yes' | 'strict';
	roundRobin: boolean;
	/** The chair must hand the chair over before speaking (S1.45). */
	chairNeutral: boolean;
	/** 居民先于干部 (R12, S5.15). */
	residentsFirst: boolean;
	motionRequired: boolean;
	chairVotesLast: boolean;
	askAbstain: boolean;
	voteNeedsDebateExhausted: boolean;
	/** Seconds for 请某某回应 (R10). */
	responseSeconds: number;
	/** Seconds a place is held on disconnection (R9). */
	holdSeconds: number;
	/** The lines read aloud in ④. */
	lines: Localised[];
}

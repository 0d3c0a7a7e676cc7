/**
 * The runsheet: the stages of one session, which one is on now, who has acknowledged the rules, and
 * what the chair did to the order. Templates are data (`templates.ts`).
 *
 * Invariant: only the stage named by `at` is on; the time in a stage is derived from `enteredAt`.
 */
import type { Instant, Localised, SeatId, StageId, TextRef } from '../names.ts';
import type { Party } from '../roll/roll.ts';
import type { RunsheetFact } from './facts.ts';

declare module '../registry.ts' {
	interface Slices {
		runsheet: {
			state: RunsheetState;
			command: RunsheetCommand;
			event: RunsheetEvent;
			fact: RunsheetFact;
			chapter: { is: 'stage'; title: Localised };
			refusal: RunsheetRefusal;
		};
	}
}

export type RunsheetRefusal =
	'no-such-stage' | 'acks-missing' | 'no-stage-here' | 'in-caucus' | 'caucus-later';

/** What a stage is for; each kind has a screen of its own on every device. */
export const STAGE_KINDS = [
	'signin',
	'matter',
	'parties',
	'rules',
	'discussion',
	'result',
	'notice',
	'plain'
] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

/** Stages in which items are talked about: elsewhere an open item's clock stands [G14]. */
export function isTalk(kind: StageKind): boolean {
	return kind === 'discussion' || kind === 'plain';
}

/** A part of a hearing or of pitches: what every turn is in this stage, and whose [Q46]. */
export interface Part {
	/** Statements are made one after the other, without a hand; for the rest a hand is raised. */
	turn: 'statement' | 'ask' | 'opinion';
	/** Of these parties, in this order; left out: of everybody. */
	of?: readonly Party[];
}

export interface Stage {
	id: StageId;
	kind: StageKind;
	title: Localised;
	minutes: number;
	/** Words for the chair instead of what the kind provides; null: the kind's own. */
	script: Localised | null;
	/** Left out: people talk as the rules of the meeting say. */
	part?: Part;
	/** What the clerk wrote for this stage, in order. */
	notes: TextRef[];
	/** Time spent in earlier visits, ms. */
	spent: number;
}
export type NewStage = Omit<Stage, 'notes' | 'spent'>;

export interface RunsheetState {
	template: string;
	stages: Stage[];
	/** The stage that is on; null before the meeting opens. */
	stageId: StageId | null;
	enteredAt: Instant | null;
	/** Who pressed 我知道了, and for whom the clerk did. */
	acks: Record<SeatId, { at: Instant; by: string }>;
	/** The party being introduced in ③. */
	introducing: SeatId | null;
	/** 静一静 until this instant; null when not. */
	calmUntil: Instant | null;
	/** The mediators talk with this side alone, since then; null: everybody is together [T35]. */
	caucus: { with: 'a' | 'b'; since: Instant } | null;
	/** Milliseconds of talks apart that are over, with each side. */
	apart: { a: number; b: number };
	/** The last reminder of this stage, until somebody else gets the floor; says what, never whom. */
	lastReminder: { kind: Reminder; at: Instant } | null;
}

export function emptyRunsheet(): RunsheetState {
	return {
		template: '',
		stages: [],
		stageId: null,
		enteredAt: null,
		acks: {},
		introducing: null,
		calmUntil: null,
		caucus: null,
		apart: { a: 0, b: 0 },
		lastReminder: null
	};
}

/** Reminders that are logged, never named publicly by default (S1.46). */
export const REMINDERS = ['off-topic', 'civil', 'overtime'] as const;
export type Reminder = (typeof REMINDERS)[number];

export type StageMove = 'next' | 'back' | 'skip' | 'force';

export type RunsheetCommand =
	/** `from` is the stage the chair sees, so that a second press never skips one. */
	| { type: 'runsheet.go'; from: StageId; to: StageId; force?: boolean; reason?: string }
	| { type: 'runsheet.acknowledge'; seat: SeatId }
	/** Clerk: the hall agreed together, for these seats. */
	| { type: 'runsheet.acknowledge-hall'; seats: SeatId[] }
	| { type: 'runsheet.introduce'; seat: SeatId | null }
	| { type: 'runsheet.note'; stage: StageId; text: string }
	/** `entry`: who had the floor when it was pressed. */
	| { type: 'runsheet.remind'; kind: Reminder; entry?: string }
	| { type: 'runsheet.calm'; seconds: number }
	/** 单独会谈 with one side; null: everybody is together again. */
	| { type: 'runsheet.caucus'; side: 'a' | 'b' | null };

export type RunsheetEvent =
	| {
			type: 'runsheet.entered';
			body: { from: StageId; to: StageId; how: StageMove; reason: TextRef | null };
	  }
	| { type: 'runsheet.acknowledged'; body: { seats: SeatId[] } }
	| { type: 'runsheet.introduced'; body: { seat: SeatId | null } }
	| { type: 'runsheet.noted'; body: { stage: StageId; text: TextRef } }
	| { type: 'runsheet.reminded'; body: { kind: Reminder } }
	| { type: 'runsheet.calmed'; body: { until: Instant | null } }
	| { type: 'runsheet.caucused'; body: { side: 'a' | 'b' | null } };

/** The stage that is on, if any. */
export function stageNow(runsheet: RunsheetState): Stage | undefined {
	return runsheet.stages.find((stage) => stage.id === runsheet.stageId);
}

/** Graphemes of one text of the clerk. */
export const NOTE_MAX = 2_000;

/**
 * What comes of a meeting (⑥ 形成结果): lines with an owner, a measure, a deadline and exactly one class. State,
 * commands and events. (The slice's lines are `OutcomeLine`; `Outcome` alone is what any decision comes to.)
 *
 * Invariants: a line with a class has all that its class needs; a class that changes leaves its reason behind; a
 * line keeps what it came from; typed words are texts of their own, none is in an event.
 */
import type { BoardId, CardId, GroupId } from '../cards/cards.ts';
import type { OptionId, VoteId } from '../ballots/ballots.ts';
import type { Instant, ItemId, SeatId, TextRef } from '../names.ts';
import type { OutcomesFact } from './facts.ts';

declare module '../registry.ts' {
	interface Slices {
		outcomes: {
			state: OutcomesState;
			command: OutcomesCommand;
			event: OutcomesEvent;
			fact: OutcomesFact;
			refusal: OutcomesRefusal;
		};
	}
}

export type OutcomesRefusal =
	| 'no-such-outcome'
	| 'outcome-changed'
	| 'outcome-owner-missing'
	| 'outcome-measure-missing'
	| 'outcome-explanation-missing'
	| 'outcome-due-missing'
	| 'outcome-due-past'
	| 'outcome-receiver-missing'
	| 'outcome-early-reason'
	| 'outcome-source-hidden'
	| 'outcome-source-open'
	| 'outcome-unclassed'
	| 'outcomes-none'
	| 'outcomes-published'
	| 'notice-published'
	| 'notice-not-published'
	| 'notice-early'
	| 'notice-due-past'
	| 'notice-owner-missing'
	| 'notice-ends-first'
	| 'notice-over-already'
	| 'notice-begins-past'
	| 'agreement-missing'
	| 'notice-posted'
	| 'no-such-dissent'
	| 'verdict-reason'
	| 'dissent-unanswered'
	| 'outcome-done'
	| 'outcome-not-done'
	| 'outcome-aside-done'
	| 'no-such-shift'
	| 'shift-taken'
	| 'shift-free';

export type OutcomeId = string;

/** 即办件, 承诺件, 搁置件, 建议件 (S1.32–S1.36), by the digit that gives them: 1 to 4. */
export const OUTCOME_CLASSES = ['act-now', 'commitment', 'set-aside', 'recommendation'] as const;
export type OutcomeClass = (typeof OUTCOME_CLASSES)[number];

/** Somebody of the roll, or a body in words: exactly one of them is not null. */
export interface Party {
	seat: SeatId | null;
	body: TextRef | null;
}

/** What a line was made of; one that was written by hand has none. */
export type OutcomeSource =
	| { from: 'card'; board: BoardId; card: CardId }
	| { from: 'group'; board: BoardId; group: GroupId }
	| { from: 'vote'; vote: VoteId }
	| { from: 'option'; vote: VoteId; option: OptionId };

/** What is written of a line. What a field means follows from the class (RULES.md, [Q4]). */
export interface OutcomeWords {
	id: OutcomeId;
	/** The item of the agenda that it was written under. */
	item: ItemId | null;
	source: OutcomeSource | null;
	text: TextRef;
	class: OutcomeClass | null;
	/** Who answers for it; of a 建议件 who follows it up. */
	owner: Party | null;
	/** What is done; of a 搁置件 the explanation to residents. */
	measure: TextRef | null;
	/** The end of its last day: to be done, to be sent, to be looked at again. */
	due: Instant | null;
	/** 承诺件: days from one public word to the next. */
	everyDays: number | null;
	/** 建议件: the body above, or the delegate. */
	receiver: Party | null;
	/** 搁置件: why already, though there were fewer than two rounds. */
	early: TextRef | null;
	/** What belongs to it in so many words (S2.50); those that were written before there were any have none. */
	parts?: Partial<Record<OutcomePart, TextRef>>;
	/** Shifts of its rota that name nobody, counted from 0: volunteers sign up for them [Q21]. */
	openShifts?: number[];
}

/** Opening hours, rules of a room, who is on duty (S2.50), who pays what (S5.38): one entry a line. */
export const OUTCOME_PARTS = ['timetable', 'rules', 'rota', 'costs'] as const;
export type OutcomePart = (typeof OUTCOME_PARTS)[number];

/** 采纳, 部分采纳, 未采纳 (S2.52). */
export const VERDICTS = ['adopted', 'partly', 'declined'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What became of a suggestion: of a card, or of a group of them. */
export interface SuggestionAnswer {
	source: OutcomeSource;
	verdict: Verdict;
	reason: TextRef | null;
	by: string;
	at: Instant;
}

/** What somebody sees otherwise, and what was answered (S5.16). */
export interface Dissent {
	id: string;
	/** The line it is about; null: all of them. */
	outcome: OutcomeId | null;
	/** Null: it was written down without a name. */
	seat: SeatId | null;
	text: TextRef;
	at: Instant;
	by: string;
	reply: { text: TextRef; at: Instant; by: string } | null;
	/** Whoever said it can live with the answer. */
	settledAt: Instant | null;
}

/** Who stands at one shift of a rota (S2.50). */
export interface Volunteer {
	shift: number;
	who: Party;
	at: Instant;
	by: string;
}

/** That a result is done. `by`: `door` is whoever answers for it, by their own link. */
export interface Done {
	text: TextRef;
	at: Instant;
	by: string;
}

export interface OutcomeLine extends OutcomeWords {
	/** One more with every change: what a dialog was opened for. */
	version: number;
	/** What an adviser says to it, in order, and whether that is waited for (S2.19). */
	legal: { awaited: boolean; notes: { by: string; at: Instant; text: TextRef }[] };
	/** Classes that it had before, each with who changed it, when and why; `rota`: it did so by itself [Q23]. */
	former: {
		class: OutcomeClass;
		by: string;
		at: Instant;
		reason: TextRef | null;
		rota?: 'full' | 'open';
	}[];
	/** Its full rota made an 即办件 of it [Q23]: how often the public heard of it before; null: none did. */
	filled: { everyDays: number | null } | null;
	/** Who signed up for its open shifts. */
	volunteers: Volunteer[];
	/** 办结: what was done, in words; null: not yet [Q20]. */
	done: Done | null;
	/** Times it was said to be done that were taken back, each with who did that, when and why. */
	reopened: { was: Done; by: string; at: Instant; reason: TextRef }[];
	/** What had been made public of it, each time with who put it right, when and why. */
	corrected: { was: OutcomeWords; by: string; at: Instant; reason: TextRef | null }[];
}

/** When a notice is posted, and when it is taken down: the first and the last minute of its days. */
export interface NoticePeriod {
	from: Instant;
	until: Instant;
}

/** ⑦ 结果公示, from the moment on when it was decided. */
export interface ResultsNotice extends NoticePeriod {
	/** Of a private meeting: who chairs said that both sides agreed [Q29]. Missing where it is none. */
	agreed?: true;
	publishedAt: Instant;
	by: string;
	/** Periods that it had before, each with who changed it, when and why. */
	former: (NoticePeriod & { by: string; at: Instant; reason: TextRef })[];
}

export interface OutcomesState {
	/** In the order in which they were written; the number that people say is the place here. */
	lines: OutcomeLine[];
	/** null: nobody has published them yet. */
	notice: ResultsNotice | null;
	/** What became of suggestions; one for each that was answered. */
	answers: SuggestionAnswer[];
	dissents: Dissent[];
}

/** A party on its way in. */
export type PartyDraft = { seat: SeatId } | { body: string };

/** What is written of a line on its way in; what is left out stays as it was. */
export interface OutcomeDraft {
	text?: string;
	class?: OutcomeClass | null;
	owner?: PartyDraft | null;
	measure?: string;
	due?: Instant | null;
	everyDays?: number;
	receiver?: PartyDraft | null;
	early?: string;
	parts?: Partial<Record<OutcomePart, string>>;
}

export type OutcomesCommand =
	| { type: 'outcomes.write'; source: OutcomeSource | null; draft: OutcomeDraft }
	/** `version`: of the line that was looked at. `reason`: why it has another class. */
	| {
			type: 'outcomes.revise';
			outcome: OutcomeId;
			version: number;
			draft: OutcomeDraft;
			reason?: string;
	  }
	| { type: 'outcomes.drop'; outcome: OutcomeId; version: number }
	| { type: 'outcomes.await-legal'; outcome: OutcomeId; awaited: boolean }
	| { type: 'outcomes.advise'; outcome: OutcomeId; seat: SeatId; text: string }
	/** `agreed`: of a private meeting, both sides agreed to it. */
	| ({ type: 'outcomes.publish'; agreed?: true } & NoticePeriod)
	| ({ type: 'outcomes.set-period'; reason: string } & NoticePeriod)
	/** Before its first day it can be taken back. */
	| { type: 'outcomes.unpublish' }
	| { type: 'outcomes.answer'; source: OutcomeSource; verdict: Verdict; reason: string }
	| { type: 'outcomes.dissent'; seat: SeatId; outcome: OutcomeId | null; text: string }
	/** By the desk, of somebody who does not want to be named. */
	| { type: 'outcomes.dissent-unnamed'; outcome: OutcomeId | null; text: string }
	| { type: 'outcomes.reply'; dissent: string; text: string }
	| { type: 'outcomes.settle'; dissent: string }
	| { type: 'outcomes.finish'; outcome: OutcomeId; text: string }
	| { type: 'outcomes.reopen'; outcome: OutcomeId; reason: string }
	| { type: 'outcomes.take-shift'; outcome: OutcomeId; shift: number; seat: SeatId }
	/** By the desk, of somebody who is not on the list. */
	| { type: 'outcomes.enter-shift'; outcome: OutcomeId; shift: number; body: string }
	| { type: 'outcomes.leave-shift'; outcome: OutcomeId; shift: number; seat: SeatId }
	| { type: 'outcomes.free-shift'; outcome: OutcomeId; shift: number };

export type OutcomesEvent =
	| { type: 'outcomes.written'; body: { outcome: OutcomeWords } }
	| { type: 'outcomes.revised'; body: { outcome: OutcomeWords; reason: TextRef | null } }
	| { type: 'outcomes.dropped'; body: { outcome: OutcomeId } }
	| { type: 'outcomes.legal-awaited'; body: { outcome: OutcomeId; awaited: boolean } }
	| { type: 'outcomes.advised'; body: { outcome: OutcomeId; seat: SeatId; text: TextRef } }
	/** The meeting went on to its notice without any. */
	| { type: 'outcomes.none'; body: object }
	| { type: 'outcomes.published'; body: NoticePeriod & { agreed?: true } }
	| { type: 'outcomes.period-set'; body: NoticePeriod & { reason: TextRef } }
	| { type: 'outcomes.unpublished'; body: object }
	| {
			type: 'outcomes.answered';
			body: { source: OutcomeSource; verdict: Verdict; reason: TextRef | null };
	  }
	| {
			type: 'outcomes.dissented';
			body: { dissent: string; outcome: OutcomeId | null; seat: SeatId | null; text: TextRef };
	  }
	| { type: 'outcomes.replied'; body: { dissent: string; text: TextRef } }
	| { type: 'outcomes.settled'; body: { dissent: string } }
	| { type: 'outcomes.finished'; body: { outcome: OutcomeId; text: TextRef } }
	| { type: 'outcomes.reopened'; body: { outcome: OutcomeId; reason: TextRef } }
	| { type: 'outcomes.shift-taken'; body: { outcome: OutcomeId; shift: number; who: Party } }
	| { type: 'outcomes.shift-freed'; body: { outcome: OutcomeId; shift: number } }
	/** By itself, with what filled the last shift, or left one empty again. */
	| { type: 'outcomes.rota-full' | 'outcomes.rota-open'; body: { outcome: OutcomeId } };

/** The line with this id. */
export function outcomeOf({ lines }: OutcomesState, id: OutcomeId): OutcomeLine | undefined {
	return lines.find((line) => line.id === id);
}

/** The number that people say of it; 0: there is none with this id. */
export function numberOf({ lines }: OutcomesState, id: OutcomeId): number {
	return lines.findIndex((line) => line.id === id) + 1;
}

/** Graphemes. */
export const OUTCOME_LIMITS = {
	text: 120,
	body: 60,
	measure: 300,
	early: 200,
	reason: 200,
	advice: 500,
	part: 1500,
	dissent: 300,
	reply: 500,
	done: 300
} as const;
/** Lines of one meeting, and advisers' words under one of them. */
export const MAX_OUTCOMES = 60;
export const MAX_ADVICE = 20;
/** Other opinions of one meeting, and answers to suggestions. */
export const MAX_DISSENTS = 200;
/** Shifts of one rota. */
export const MAX_SHIFTS = 100;
/** Days between two public words of a commitment: as usual, and at most (S1.35). */
export const UPDATE_DAYS = { usual: 30, most: 366 } as const;
/** Rounds of discussion after which nobody asks why it is set aside already (S1.34). */
export const ROUNDS_ENOUGH = 2;

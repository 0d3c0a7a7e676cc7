/**
 * What the minutes tell of a meeting: events of the journal as facts, said without names and in no
 * language (sentences are in `i18n/fact.ts`).
 *
 * Invariant: a fact holds seat ids and texts, never a name or a word of its own.
 */
import type { BoardId } from '../cards/cards.ts';
import type { Channel, Instant, ItemId, Localised, SeatId, TextRef } from '../names.ts';
import type { Reminder, StageMove } from '../runsheet/runsheet.ts';
import type { PointOfOrder, Ruling, Side, Stance } from '../queue/queue.ts';

/** 发言, 决定, 任务, 程序 (A25). */
export type FactKind = 'speech' | 'decision' | 'task' | 'procedure';

/** Numbers of a moment, as the minutes state them: 应到, 实到 and through which channel. */
export interface Heads {
	due: number;
	present: number;
	hall: number;
	online: number;
	phone: number;
	leave: number;
}

/** An agenda item as it is called now. */
export interface ItemName {
	item: ItemId;
	number: string;
	title: TextRef;
}

/** What happened, said without names and in no language; sentences are in `i18n/fact.ts`. */
export type Happening =
	| { what: 'opened'; chair: SeatId | null }
	| { what: 'closed'; heads: Heads }
	/** `heads` when sign-in is left, `acks` when the rules are. */
	| {
			what: 'stage';
			title: Localised;
			how: StageMove;
			reason: TextRef | null;
			heads: Heads | null;
			acks: { done: number; of: number } | null;
	  }
	| { what: 'came'; seat: SeatId; channel: Channel; late: boolean }
	| { what: 'left' | 'returned'; seat: SeatId }
	| { what: 'excused'; seat: SeatId }
	| { what: 'unit'; name: TextRef; status: 'invited' | 'came' | 'leave' | 'absent' }
	| { what: 'chair'; from: SeatId | null; to: SeatId }
	/** `spent` ms; null while the person speaks. */
	| {
			what: 'turn';
			entry: string;
			seat: SeatId;
			channel: Channel;
			/** Spoke in writing (我打字说); the words are `written`. */
			writing: boolean;
			/** Who entered it for a person without a phone (代录). */
			by: SeatId | null;
			stance: Stance;
			side: Side | null;
			point: PointOfOrder | null;
			response: boolean;
			speaksFor: number;
			spent: number | null;
			written: TextRef[];
	  }
	| { what: 'passed'; seat: SeatId }
	| {
			what: 'ruling';
			entry: string;
			seat: SeatId | null;
			point: PointOfOrder | null;
			ruling: Ruling;
			words: TextRef | null;
	  }
	/** A round of cards: its question, how many were shown, and what came of it (C21). */
	| { what: 'cards-asked'; question: TextRef }
	| { what: 'cards-shown'; cards: number; people: number; papers: number }
	/**
	 * `board`: whose picture shows it; null where the same board was weighed again later. `parkedMore`:
	 * as in a group.
	 */
	| {
			what: 'cards-result';
			board: BoardId | null;
			groups: CardGroup[];
			parked: TextRef[];
			parkedMore?: number;
	  }
	/** The chair put somebody in another place, 1 first. */
	| { what: 'moved'; seat: SeatId; place: number }
	| { what: 'list'; open: boolean }
	| { what: 'round'; round: number }
	/** `again`: put aside or closed before. */
	| { what: 'item-opened'; number: string; title: TextRef; again: boolean }
	/** `paused`: put aside, to be continued. `spent`: all openings together, ms. */
	| { what: 'item-closed'; number: string; title: TextRef; spent: number; paused: boolean }
	/** Items that came or went while the meeting was open. */
	| { what: 'agenda'; added: ItemName[]; withdrawn: ItemName[] }
	| {
			what: 'proposal';
			id: string;
			seat: SeatId;
			title: TextRef;
			answer: {
				how: 'accepted' | 'merged' | 'declined' | 'taken-back';
				reason: TextRef | null;
			} | null;
	  }
	| { what: 'note'; stage: Localised; text: TextRef }
	| { what: 'reminder'; reminder: Reminder }
	| { what: 'calm'; minutes: number }
	| { what: 'objections'; until: Instant }
	/** `answer` as soon as there is one. */
	/** `by`: who took it down on the telephone. */
	| {
			what: 'objection';
			id: string;
			seat: SeatId;
			by: SeatId | null;
			fact: number | null;
			text: TextRef;
			answer: { agreed: boolean; text: TextRef } | null;
	  };

/** One fact of the minutes: an event that belongs there, by its number in the journal. */
export type MinutesFact = {
	seq: number;
	at: Instant;
	/** Seat id, `organiser` or `clock`. */
	actor: string;
	kind: FactKind;
} & Happening;

/** A group of cards as the minutes keep it; `points` null where nothing was weighed. */
export interface CardGroup {
	number: number;
	name: TextRef | null;
	cards: TextRef[];
	/** So many more that are only counted here: a page shows the first ones (`record/short.ts`). */
	more?: number;
	points: number | null;
}

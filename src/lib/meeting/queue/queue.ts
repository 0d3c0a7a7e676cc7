/**
 * The speaking queue of the open item: who waits, who has the floor, who has spoken how long.
 * The order is never stored: it is `order(state)` in `order.ts`, a pure function of what is here.
 */
import type { Channel, Instant, ItemId, SeatId, TextRef } from '../names.ts';

/** What somebody wants: debate stances 赞成/反对, 提问, 补充; a point of order; a side's turn. */
export type Stance = 'for' | 'against' | 'ask' | 'add' | 'order' | 'side' | 'none';

/** How a hand reached the queue. */
export type Source = 'hall' | 'online' | 'phone';

/** The closed list of points of order. */
export const POINTS_OF_ORDER = [
	'split-question',
	'off-topic',
	'rules-broken',
	'time',
	'cannot-hear',
	'information',
	'other'
] as const;
export type PointOfOrder = (typeof POINTS_OF_ORDER)[number];

export interface Entry {
	id: string;
	seat: SeatId;
	item: ItemId;
	stance: Stance;
	point: PointOfOrder | null;
	side: 'a' | 'b' | null;
	channel: Channel;
	/** Entered by somebody else (代录): that seat. */
	by: SeatId | null;
	/** Speaks for so many households (R11). */
	speaksFor: number;
	requestedAt: Instant;
	/** Set while the person is 暂离 (R9); skipped until back. */
	awayAt: Instant | null;
	/** Place given by the chair (override), lower first; null: by the rules. */
	moved: number | null;
}

export interface Speaker {
	entry: Entry;
	calledAt: Instant;
	/** Null until 开始. */
	startedAt: Instant | null;
	/** Clock stopped at this instant. */
	pausedAt: Instant | null;
	/** Milliseconds spent before the last resume. */
	spent: number;
	/** Allowed milliseconds, extensions included. */
	allowed: number;
	extensions: number;
	/** Called by 请某某回应: outside alternation and turn count. */
	response: boolean;
	/** Speaks in writing; the paragraphs so far. */
	written: TextRef[];
	writing: boolean;
	/** How the order put this person here. */
	reason: string;
}

/** A finished turn. */
export interface Turn {
	entry: Entry;
	startedAt: Instant;
	endedAt: Instant;
	spent: number;
	allowed: number;
	response: boolean;
	written: TextRef[];
	/** Ruling on a point of order. */
	ruling: 'agreed' | 'declined' | null;
}

/** What can be taken back for ten seconds. */
export type Undoable = 'called' | 'started' | 'ended' | 'paused' | 'resumed' | 'extended';

export interface QueueState {
	item: ItemId | null;
	listOpen: boolean;
	entries: Entry[];
	speaker: Speaker | null;
	/** The last debate stance heard on this item; questions do not change it. */
	lastStance: 'for' | 'against' | null;
	lastSide: 'a' | 'b' | null;
	/** Counted turns on this item, per seat (points of order and responses do not count). */
	counts: Record<SeatId, number>;
	round: number;
	turns: Turn[];
	/** For 撤回刚才一步: what it was and the queue before it, less the finished turns. */
	undo: {
		what: Undoable;
		at: Instant;
		before: Omit<QueueState, 'undo' | 'turns'>;
		turns: number;
	} | null;
}

export function emptyQueue(): QueueState {
	return {
		item: null,
		listOpen: true,
		entries: [],
		speaker: null,
		lastStance: null,
		lastSide: null,
		counts: {},
		round: 1,
		turns: [],
		undo: null
	};
}

export type QueueCommand =
	| {
			type: 'queue.join';
			seat: SeatId;
			item: ItemId;
			stance: Stance;
			point?: PointOfOrder;
			speaksFor?: number;
	  }
	| { type: 'queue.withdraw'; seat: SeatId; item: ItemId }
	/** Next by the rules; `expect` is the entry the chair saw first, so that two presses call one. */
	| { type: 'queue.call'; item: ItemId; expect: string }
	/** 请某某回应: the floor for a minute, outside the order. */
	| { type: 'queue.respond'; item: ItemId; seat: SeatId }
	| { type: 'queue.start'; entry: string }
	| { type: 'queue.pause'; entry: string }
	| { type: 'queue.resume'; entry: string }
	| { type: 'queue.extend'; entry: string; seconds: number }
	| { type: 'queue.write'; entry: string; text: string }
	| { type: 'queue.end'; entry: string }
	| { type: 'queue.pass'; entry: string }
	/** Chair's override: the entry goes to this place (0 is first). */
	| { type: 'queue.move'; entry: string; place: number }
	| { type: 'queue.list'; open: boolean }
	| { type: 'queue.rule'; entry: string; ruling: 'agreed' | 'declined'; words?: string }
	| { type: 'queue.next-round'; item: ItemId }
	| { type: 'queue.undo' }
	/** From the clock, after the grace of R9. */
	| { type: 'queue.away'; seat: SeatId }
	| { type: 'queue.back'; seat: SeatId };

export type QueueFact =
	| { type: 'queue.joined'; body: { entry: Entry } }
	| { type: 'queue.withdrawn'; body: { entry: string; seat: SeatId } }
	| { type: 'queue.called'; body: { entry: string; seat: SeatId; allowed: number; reason: string } }
	| {
			type: 'queue.asked-to-respond';
			body: { entry: Entry; allowed: number };
	  }
	| { type: 'queue.started'; body: { entry: string; seat: SeatId } }
	| { type: 'queue.paused'; body: { entry: string } }
	| { type: 'queue.resumed'; body: { entry: string } }
	| { type: 'queue.extended'; body: { entry: string; seconds: number } }
	| { type: 'queue.wrote'; body: { entry: string; seat: SeatId; text: TextRef } }
	| { type: 'queue.ended'; body: { entry: string; seat: SeatId; spent: number } }
	| { type: 'queue.passed'; body: { entry: string; seat: SeatId } }
	| { type: 'queue.moved'; body: { entry: string; seat: SeatId; place: number; order: string[] } }
	| { type: 'queue.list-set'; body: { open: boolean } }
	| {
			type: 'queue.ruled';
			body: { entry: string; ruling: 'agreed' | 'declined'; words: TextRef | null };
	  }
	| { type: 'queue.round-begun'; body: { round: number } }
	| { type: 'queue.undone'; body: { what: Undoable } }
	| { type: 'queue.went-away'; body: { seat: SeatId } }
	| { type: 'queue.came-back'; body: { seat: SeatId } };

/**
 * The speaking queue of the open item: who waits, who has the floor, who has spoken how long.
 *
 * Invariants: the order is never stored, it is `order()` in `speaking-order.ts`, a pure function of what is
 * here; a person waits with at most one hand and one point of order; a turn counts only when it was
 * started.
 */
import type { Channel, Instant, ItemId, SeatId, TextRef } from '../names.ts';
import type { QueueFact } from './facts.ts';

declare module '../registry.ts' {
	interface Slices {
		queue: {
			state: QueueState;
			command: QueueCommand;
			event: QueueEvent;
			fact: QueueFact;
			chapter: { is: 'turn'; seat: SeatId };
			refusal: QueueRefusal;
		};
	}
}

export type QueueRefusal =
	| 'already-waiting'
	| 'already-speaking'
	| 'not-waiting'
	| 'turns-used'
	| 'by-invitation'
	| 'stance-required'
	| 'side-required'
	| 'list-closed'
	| 'nobody-waiting'
	| 'someone-speaking'
	| 'nobody-speaking'
	| 'not-speaking'
	| 'chair-neutral'
	| 'not-started'
	| 'already-started'
	| 'nothing-to-undo'
	| 'undo-too-late'
	| 'no-point-of-order'
	| 'turn-stands'
	| 'no-rounds'
	| 'round-goes-on'
	| 'all-passed'
	| 'in-turn'
	| 'answers-here'
	| 'not-in-queue-stage';

/**
 * What somebody wants: debate stances 赞成/反对, 提问, 补充; a point of order; a side's turn; in a hearing a statement,
 * made in turn, and an opinion.
 */
export const STANCES = [
	...(['for', 'against', 'ask', 'add', 'order', 'side', 'none'] as const),
	...(['statement', 'opinion'] as const)
] as const;
export type Stance = (typeof STANCES)[number];

/** The two sides of a mediation. */
export const SIDES = ['a', 'b'] as const;
export type Side = (typeof SIDES)[number];

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

/** Why somebody stands where they stand; the sentences are in `i18n/queue-reason.ts`. */
export const REASONS = [
	// before everything else
	'point-of-order',
	'moved-by-chair',
	// alternation: goes ahead of an earlier hand of the side just heard; was overtaken by it
	'alternation',
	'gave-way',
	// mediation: this side's turn; the other side has nobody waiting
	'side-turn',
	'other-side-passes',
	// tiers
	'residents-first',
	'after-residents',
	'first-time',
	'second-turn',
	// order of arrival
	'question',
	'round',
	'listed',
	'arrival',
	// has no place now
	'away',
	'turns-used',
	// outside the order
	'asked-by-chair'
] as const;
export type ReasonCode = (typeof REASONS)[number];

export interface Reason {
	code: ReasonCode;
	/** `second-turn`: which turn it is, 2 or more. */
	n?: number;
}

export type Ruling = 'agreed' | 'declined';

export interface Entry {
	id: string;
	seat: SeatId;
	item: ItemId;
	stance: Stance;
	point: PointOfOrder | null;
	side: Side | null;
	channel: Channel;
	/** Entered by somebody else (代录): that seat. */
	by: SeatId | null;
	/** Speaks for so many households (R11); 0 only for oneself. */
	speaksFor: number;
	requestedAt: Instant;
	/** Set while the person is 没连上 (R9); skipped until back. */
	awayAt: Instant | null;
	/** Put here by the chair: so many calls, points of order apart, come before; null: by the rules. */
	moved: number | null;
}

/** Goes before every hand, and interrupts whoever speaks [Q11 Q45]. */
export function isPointOfOrder({ stance }: Entry): boolean {
	return stance === 'order';
}

/** The hand that a round of the table raised for this seat. */
export function roundEntryId(seq: number, seat: SeatId): string {
	return `r${seq}-${seat}`;
}

/** It was raised by a round of the table, and not by anybody's hand. */
export function isOfRound({ id }: Entry): boolean {
	return /^r\d+-/u.test(id);
}

export interface Speaker {
	entry: Entry;
	calledAt: Instant;
	/** Null until 开始. */
	startedAt: Instant | null;
	/** Number of the fact that began the turn; what the clerk notes under it is about this person. */
	fact: number | null;
	/** The clock runs since then; equals `startedAt` until the first pause. */
	resumedAt: Instant | null;
	/** The clock stands since then. */
	pausedAt: Instant | null;
	/** Milliseconds spent before `resumedAt`. */
	spent: number;
	/** Allowed milliseconds, extensions included. */
	allowed: number;
	extensions: number;
	/** Milliseconds of it added by hand; left out where none. */
	byHand?: number;
	/** Milliseconds of it that even out what the other side was given; left out where none [Q41]. */
	credit?: number;
	/** Called by 请某某回应: outside alternation and turn count. */
	response: boolean;
	/** Speaks in writing; the paragraphs so far. */
	written: TextRef[];
	writing: boolean;
	/** How the order put this person here. */
	reasons: Reason[];
	ruling: Ruling | null;
	rulingWords: TextRef | null;
}

/** A finished turn. Somebody called who never started has none. */
export interface Turn {
	entry: Entry;
	startedAt: Instant;
	/** As the speaker had it; null where only a ruling was made. */
	fact: number | null;
	endedAt: Instant;
	/** Milliseconds on the clock, in full seconds. */
	spent: number;
	allowed: number;
	/** As the speaker had them. */
	byHand?: number;
	credit?: number;
	response: boolean;
	written: TextRef[];
	/** Ruling on a point of order. */
	ruling: Ruling | null;
	rulingWords: TextRef | null;
}

/** What can be taken back for ten seconds. A response counts as called, a pass as ended. */
export type Undoable = 'called' | 'started' | 'ended' | 'paused' | 'resumed' | 'extended';

/** How long a press can be taken back, ms. */
export const UNDO_WINDOW = 10_000;
/** Longest written paragraph, in characters as people count them. */
export const MAX_WRITTEN = 2000;
/** Longest words of a ruling. */
export const MAX_RULING = 500;

/** The queue less its history: what an undo puts back. */
export type QueueNow = Omit<QueueState, 'undo' | 'turns' | 'evened'>;

/** Time given to one side because the other was given it, ms. */
export interface Evened {
	item: ItemId;
	side: Side;
	ms: number;
}

export interface QueueState {
	item: ItemId | null;
	listOpen: boolean;
	/** Waiting people in the order of joining. */
	entries: Entry[];
	speaker: Speaker | null;
	/** Whose turn stands, its clock stopped, while a point of order is heard; it goes on after that. */
	interrupted: Speaker | null;
	/** The last debate stance heard on this item; questions do not change it. */
	lastStance: 'for' | 'against' | null;
	lastSide: Side | null;
	/**
	 * Counted turns on this item (in a round-robin: in this round), per seat. Points of order and
	 * responses do not count.
	 */
	counts: Record<SeatId, number>;
	/** 1, 2, 3 … in a round-robin; 0 before its first round was called. */
	round: number;
	/** Number of the event that began it; left out before the first. */
	roundBegan?: number;
	/** The chair has everybody speak in turn on this item, whatever the rules (轮流); left out where hands are raised. */
	table?: true;
	/** Finished turns of the whole meeting. */
	turns: Turn[];
	/** Of the whole meeting [Q41]. */
	evened: Evened[];
	/** For 撤回刚才一步: what it was, the queue before it, and how many turns were finished then. */
	undo: { what: Undoable; at: Instant; before: QueueNow; turns: number } | null;
}

export function emptyQueue(): QueueState {
	return {
		item: null,
		listOpen: true,
		entries: [],
		speaker: null,
		interrupted: null,
		lastStance: null,
		lastSide: null,
		counts: {},
		round: 0,
		turns: [],
		evened: [],
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
			/** The desk may say for how many households; others have what the roll says. */
			speaksFor?: number;
	  }
	/** 放下手: everything this person has waiting, or only `entry`. */
	| { type: 'queue.withdraw'; seat: SeatId; item: ItemId; entry?: string }
	/** Next by the rules; `expect` is the entry the chair saw first, so that two presses call one. */
	| { type: 'queue.call'; item: ItemId; expect: string }
	/** 先停表: the point of order that the chair saw first is heard now; whoever speaks goes on after it [Q45]. */
	| { type: 'queue.interrupt'; item: ItemId; expect: string }
	/** 请某某回应: the floor for a minute, outside the order. */
	| { type: 'queue.respond'; item: ItemId; seat: SeatId }
	/** `writing`: 打字发言, so that the hall knows before the first paragraph. */
	| { type: 'queue.start'; entry: string; writing?: boolean }
	| { type: 'queue.pause'; entry: string }
	| { type: 'queue.resume'; entry: string }
	| { type: 'queue.extend'; entry: string; seconds: number }
	/** What one side was given by hand the other has too. */
	| { type: 'queue.even'; item: ItemId; side: Side }
	| { type: 'queue.write'; entry: string; text: string }
	| { type: 'queue.end'; entry: string }
	/**
	 * The called person, before starting, gives the turn up. `said`: they said 过, in a round of the table, called or not
	 * yet [Q48].
	 */
	| { type: 'queue.pass'; entry: string; said?: true }
	/** Chair's override: the entry goes to this place (0 is first), never before a point of order. */
	| { type: 'queue.move'; entry: string; place: number }
	| { type: 'queue.list'; item: ItemId; open: boolean }
	| { type: 'queue.rule'; entry: string; ruling: Ruling; words?: string }
	/** Round-robin: puts everybody present on the list, round the table; `round` is the one that begins. */
	| { type: 'queue.next-round'; item: ItemId; round: number }
	/** Everybody in turn on this item, or hands again. */
	| { type: 'queue.table'; item: ItemId; on: boolean }
	/** `at`: when the step was taken that is shown as the last. */
	| { type: 'queue.undo'; at: Instant }
	/** From the clock, after the grace of R9. */
	| { type: 'queue.away'; seat: SeatId }
	| { type: 'queue.back'; seat: SeatId };

export type QueueEvent =
	| { type: 'queue.joined'; body: { entry: Entry } }
	| { type: 'queue.withdrawn'; body: { entry: string; seat: SeatId } }
	/**
	 * `ended`: the entry whose turn the same press ended, so that one undo takes back both. `interrupts`: the entry
	 * whose turn stands until this point of order is over.
	 */
	| {
			type: 'queue.called';
			body: {
				entry: string;
				seat: SeatId;
				allowed: number;
				reasons: Reason[];
				ended: string | null;
				interrupts?: string;
			};
	  }
	| {
			type: 'queue.asked-to-respond';
			body: { entry: Entry; allowed: number; ended: string | null };
	  }
	| { type: 'queue.started'; body: { entry: string; seat: SeatId; writing: boolean } }
	| { type: 'queue.paused'; body: { entry: string } }
	| { type: 'queue.resumed'; body: { entry: string } }
	| { type: 'queue.extended'; body: { entry: string; seconds: number } }
	| { type: 'queue.evened'; body: Evened }
	| { type: 'queue.wrote'; body: { entry: string; seat: SeatId; text: TextRef } }
	| { type: 'queue.ended'; body: { entry: string; seat: SeatId; spent: number } }
	| { type: 'queue.passed'; body: { entry: string; seat: SeatId; said?: true } }
	/** `order`: the entries in the order that came of it. */
	| { type: 'queue.moved'; body: { entry: string; seat: SeatId; place: number; order: string[] } }
	| { type: 'queue.list-set'; body: { open: boolean } }
	| {
			type: 'queue.ruled';
			body: { entry: string; ruling: Ruling; words: TextRef | null };
	  }
	/** `seats`: who was put on the list, in this order; their entries are `r<seq>-<seat>`. */
	| { type: 'queue.table-set'; body: { item: ItemId; on: boolean } }
	| { type: 'queue.round-begun'; body: { item: ItemId; round: number; seats: SeatId[] } }
	| { type: 'queue.undone'; body: { what: Undoable } }
	| { type: 'queue.went-away'; body: { seat: SeatId } }
	| { type: 'queue.came-back'; body: { seat: SeatId } };

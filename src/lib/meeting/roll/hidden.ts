/**
 * What the roll keeps from most eyes: names (the directory shows them in projections), which session
 * holds which seat, and phones that ask for a seat somebody else holds.
 */
import type { Directory } from '../directory.ts';
import { Layered } from '../layered.ts';
import type { Channel, Instant, Person, SeatId } from '../names.ts';

/** A phone that opened the personal link of a seat already held elsewhere. */
export interface SeatRequest {
	id: string;
	seat: SeatId;
	session: string;
	at: Instant;
}

/** Whence somebody came who sits down by the shared code, as the desk may see it. */
export interface Whence {
	/** `hall`: on the network of the meeting's own desk or big screen; `unknown`: it can't be told. */
	place: 'hall' | 'elsewhere' | 'unknown';
	/** The same for all who came from one network; tells nothing of its address. */
	lane: string;
}

/** A guest by the shared code: when and whence they came; while they wait, who they say they are. */
export interface GuestArrival extends Whence {
	id: string;
	session: string;
	at: Instant;
	/** null: waits in the lobby. */
	seat: SeatId | null;
	/** null: in the directory, under the seat. */
	waiting: { name: string; building: string; channel: Channel } | null;
}

export interface HiddenRoll {
	/** null: erased. */
	people: ReadonlyMap<SeatId, Person | null>;
	/** Seat → session. */
	holders: ReadonlyMap<SeatId, string>;
	requests: readonly SeatRequest[];
	/** Guests by the shared code, in the order they came. */
	arrivals: readonly GuestArrival[];
}

/** When and whence a guest came, for the desk. */
export interface GuestNews {
	id: string;
	at: Instant;
	place: Whence['place'];
	/** null: waits. */
	seat: SeatId | null;
	/** Who they say they are, while they wait. */
	name: string;
	building: string;
	/** One press against the flood would remove them. */
	flood: boolean;
}

/** What one session sees of the roll beyond what everybody does. */
export interface MyRoll {
	/** Who sits in its seats, where its directory shows names as strangers see them. */
	people: Directory;
	/** Desk only: phones that ask for a seat held elsewhere. */
	requests: { id: string; seat: SeatId; at: Instant }[];
	/** Desk only: guests who came by the shared code, those who wait first. */
	guests: GuestNews[];
	/** This very phone waits in the lobby. */
	waiting: boolean;
	/** The seat this very phone is asking for, if any. */
	asking: SeatId | null;
}

export type RollWrite =
	| { slice: 'roll'; op: 'person'; seat: SeatId; person: Person; salt: string }
	| { slice: 'roll'; op: 'forget'; seat: SeatId }
	| { slice: 'roll'; op: 'hold'; seat: SeatId; session: string }
	| { slice: 'roll'; op: 'let-go'; seat: SeatId }
	| { slice: 'roll'; op: 'ask'; request: SeatRequest }
	| { slice: 'roll'; op: 'settle'; request: string }
	| { slice: 'roll'; op: 'arrive'; arrival: GuestArrival }
	| { slice: 'roll'; op: 'admit'; arrival: string; seat: SeatId }
	| { slice: 'roll'; op: 'depart'; arrival: string };

export function emptyHiddenRoll(): HiddenRoll {
	return { people: new Map(), holders: new Map(), requests: [], arrivals: [] };
}

/** Applies one write and returns the new hidden part. `person` writes come from `context.person`. */
export function applyRollWrite(hidden: HiddenRoll, write: RollWrite): HiddenRoll {
	switch (write.op) {
		case 'person':
			return { ...hidden, people: Layered.of(hidden.people).with(write.seat, write.person) };
		case 'forget':
			return { ...hidden, people: Layered.of(hidden.people).with(write.seat, null) };
		case 'hold':
			return { ...hidden, holders: Layered.of(hidden.holders).with(write.seat, write.session) };
		case 'let-go':
			return { ...hidden, holders: Layered.of(hidden.holders).without(write.seat) };
		case 'ask':
			return { ...hidden, requests: [...hidden.requests, write.request] };
		case 'settle':
			return { ...hidden, requests: hidden.requests.filter((r) => r.id !== write.request) };
		case 'arrive':
			return { ...hidden, arrivals: [...hidden.arrivals, write.arrival] };
		case 'admit': {
			const { arrival: id, seat } = write;
			const arrivals = hidden.arrivals.map((one) =>
				one.id === id ? { ...one, seat, waiting: null } : one
			);
			return { ...hidden, arrivals };
		}
		case 'depart':
			return { ...hidden, arrivals: hidden.arrivals.filter(({ id }) => id !== write.arrival) };
	}
}

/**
 * What the roll keeps from most eyes: names (the directory shows them in projections), which session
 * holds which seat, and phones that ask for a seat somebody else holds.
 */
import type { Instant, Person, SeatId } from '../names.ts';

/** A phone that opened the personal link of a seat already held elsewhere. */
export interface SeatRequest {
	id: string;
	seat: SeatId;
	session: string;
	at: Instant;
}

export interface HiddenRoll {
	/** null: erased. */
	people: ReadonlyMap<SeatId, Person | null>;
	/** Seat → session. */
	holders: ReadonlyMap<SeatId, string>;
	requests: readonly SeatRequest[];
}

export type RollWrite =
	| { slice: 'roll'; op: 'person'; seat: SeatId; person: Person; salt: string }
	| { slice: 'roll'; op: 'forget'; seat: SeatId }
	| { slice: 'roll'; op: 'hold'; seat: SeatId; session: string }
	| { slice: 'roll'; op: 'let-go'; seat: SeatId }
	| { slice: 'roll'; op: 'ask'; request: SeatRequest }
	| { slice: 'roll'; op: 'settle'; request: string };

export function emptyHiddenRoll(): HiddenRoll {
	return { people: new Map(), holders: new Map(), requests: [] };
}

/** Applies one write and returns the new hidden part. `person` writes come from `context.person`. */
export function applyRollWrite(hidden: HiddenRoll, write: RollWrite): HiddenRoll {
	switch (write.op) {
		case 'person':
			return { ...hidden, people: new Map(hidden.people).set(write.seat, write.person) };
		case 'forget':
			return { ...hidden, people: new Map(hidden.people).set(write.seat, null) };
		case 'hold':
			return { ...hidden, holders: new Map(hidden.holders).set(write.seat, write.session) };
		case 'let-go': {
			const holders = new Map(hidden.holders);
			holders.delete(write.seat);
			return { ...hidden, holders };
		}
		case 'ask':
			return { ...hidden, requests: [...hidden.requests, write.request] };
		case 'settle':
			return { ...hidden, requests: hidden.requests.filter((r) => r.id !== write.request) };
	}
}

/**
 * What the roll keeps from most eyes: names (the directory shows them in projections), which session
 * holds which seat, and phones that ask for a seat somebody else holds.
 */
import type { Directory } from '../directory.ts';
import { OverlayMap } from '../overlay-map.ts';
import type { Channel, Instant, Person, SeatId } from '../names.ts';
import type { Hidden, HiddenOf, LotWrite } from '../registry.ts';

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

/** A phone that scanned the QR of the hall and says which seat is its own [S29]. */
export interface HallAsk extends SeatRequest, Whence {}

/** What speaks against an ask: the seat is asked for twice, held or signed in; somebody came as it by the bare code. */
export type AskDoubt = (typeof ASK_DOUBTS)[number];
export const ASK_DOUBTS = ['twice', 'held', 'present', 'guest'] as const;

export interface HiddenRoll {
	/** null: erased. */
	people: ReadonlyMap<SeatId, Person | null>;
	/** Seat → session. */
	holders: ReadonlyMap<SeatId, string>;
	requests: readonly SeatRequest[];
	/** Phones that scanned the hall's QR and ask for a seat, in the order they came. */
	hallAsks: readonly HallAsk[];
	/** Guests by the shared code, in the order they came. */
	arrivals: readonly GuestArrival[];
	/** Who was sent out, also those who are back: the last time of each. */
	sentOut: ReadonlyMap<SeatId, SentOut>;
}

/** Somebody who was sent out of the room: what the desk's log says of it. */
export interface SentOut {
	reason: string;
	at: Instant;
	/** The seat that did it, or `organiser`. */
	by: string;
	/** Was signed in until then. */
	present: boolean;
	/** Let in again; null: still outside. */
	back: { at: Instant; by: string } | null;
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
export interface PrivateRoll {
	/** Who sits in its seats, where its directory shows names as strangers see them. */
	people: Directory;
	/** Desk only: phones that ask for a seat held elsewhere. */
	requests: { id: string; seat: SeatId; at: Instant }[];
	/** Phones that ask for a seat that this very session holds. */
	claims: { id: string; seat: SeatId }[];
	/** Desk only: phones that scanned the hall's QR and ask for their seat. */
	hallAsks: {
		id: string;
		seat: SeatId;
		at: Instant;
		place: Whence['place'];
		doubt: AskDoubt | null;
	}[];
	/** Desk only: guests who came by the shared code, those who wait first. */
	guests: GuestNews[];
	/** Desk only: who was sent out and why. */
	sentOut: (SentOut & { seat: SeatId })[];
	/** This very phone waits in the lobby. */
	waiting: boolean;
	/** A seat of this very phone was sent out. */
	outside: boolean;
	/** The seat this very phone is asking for, if any. */
	asking: SeatId | null;
	/** Who it says to be by the hall's QR, as strangers see them. */
	askingInHall: { no: number; person: Person } | null;
}

/** Rows in tables of their own: queries ask which phone holds a seat or asks for it, and who is erased. */
export type RollWrite =
	| { slice: 'roll'; op: 'person'; seat: SeatId; person: Person; salt: string }
	| { slice: 'roll'; op: 'forget'; seat: SeatId }
	| { slice: 'roll'; op: 'hold'; seat: SeatId; session: string }
	| { slice: 'roll'; op: 'let-go'; seat: SeatId }
	| { slice: 'roll'; op: 'ask'; request: SeatRequest }
	| { slice: 'roll'; op: 'settle'; request: string };

/** True for who was sent out and is not back. */
export function isOutside({ roll }: Pick<Hidden, 'roll'>, seat: SeatId): boolean {
	return roll.sentOut.get(seat)?.back === null;
}

/** True when a seat that this session holds was sent out. */
export function hasOutside({ roll }: Pick<Hidden, 'roll'>, session: string | null): boolean {
	if (session === null || roll.sentOut.size === 0) return false;
	for (const [seat, { back }] of roll.sentOut)
		if (back === null && roll.holders.get(seat) === session) return true;
	return false;
}

/** A guest came, or sits down. */
export function arrive(arrival: GuestArrival): LotWrite {
	return { slice: 'roll', lot: 'guest-arrivals', key: arrival.id, value: arrival };
}

/** When and whence a guest came is forgotten. */
export function depart(arrival: string): LotWrite {
	return { slice: 'roll', lot: 'guest-arrivals', key: arrival, value: null };
}

/** The slice's hidden part. `person` writes come from `context.person`. */
export const hiddenRoll: HiddenOf<'roll'> = {
	empty: () => ({
		people: new Map(),
		holders: new Map(),
		requests: [],
		hallAsks: [],
		arrivals: [],
		sentOut: new Map()
	}),

	apply(hidden, write) {
		if ('lot' in write)
			switch (write.lot) {
				case 'sent-out':
					return { ...hidden, sentOut: withOut(hidden.sentOut, write) };
				case 'hall-asks':
					return { ...hidden, hallAsks: changed(hidden.hallAsks, write) };
				case 'guest-arrivals':
					return { ...hidden, arrivals: changed(hidden.arrivals, write) };
			}
		switch (write.op) {
			case 'person':
				return { ...hidden, people: OverlayMap.of(hidden.people).with(write.seat, write.person) };
			case 'forget':
				return { ...hidden, people: OverlayMap.of(hidden.people).with(write.seat, null) };
			case 'hold':
				return {
					...hidden,
					holders: OverlayMap.of(hidden.holders).with(write.seat, write.session)
				};
			case 'let-go':
				return { ...hidden, holders: OverlayMap.of(hidden.holders).without(write.seat) };
			case 'ask':
				return { ...hidden, requests: [...hidden.requests, write.request] };
			case 'settle':
				return { ...hidden, requests: hidden.requests.filter(({ id }) => id !== write.request) };
		}
	},

	/** In the order in which they came. */
	restored: (hidden) => ({
		...hidden,
		hallAsks: [...hidden.hallAsks].sort((a, b) => a.at - b.at),
		arrivals: [...hidden.arrivals].sort((a, b) => a.at - b.at)
	})
};

function withOut(
	all: HiddenRoll['sentOut'],
	write: Extract<LotWrite, { lot: 'sent-out' }>
): HiddenRoll['sentOut'] {
	if (write.clear) return new Map();
	const rows = OverlayMap.of(all);
	return write.value === null ? rows.without(write.key) : rows.with(write.key, write.value);
}

/** One who waits replaced in their place, added or gone; or none is left. */
function changed<One extends { id: string }>(
	all: readonly One[],
	write: { clear: true } | { clear?: never; key: string; value: One | null }
): readonly One[] {
	if (write.clear) return [];
	const { key, value } = write;
	if (value === null) return all.filter(({ id }) => id !== key);
	if (!all.some(({ id }) => id === key)) return [...all, value];
	return all.map((one) => (one.id === key ? value : one));
}

/**
 * What a pure `decide` is given and what it gives back.
 *
 * Invariant: time, chance and identity enter a decision only through this context, so that the same
 * history with the same context gives the same events.
 */
import type { HiddenWrite, NewEvent } from './registry.ts';
import type { Whence } from './roll/hidden.ts';
import type { Instant, Person, Role, SeatId, TextId, TextRef } from './names.ts';
import type { Refusal } from './refusal.ts';

/** Who acts. Made by the server from the session and the room, never from the message. */
export interface Actor {
	/**
	 * What the journal names: a seat id, `organiser`, `door` (a link or code was checked), `clock`,
	 * `documents` (words of a shared document became facts), `anonymous` (the door of secret ballots).
	 */
	id: SeatId | 'organiser' | 'door' | 'clock' | 'documents' | 'anonymous';
	role: Role;
	/** The session behind it; null for the clock and the documents. */
	session: string | null;
	/** The seats this session holds in this meeting. */
	holds: readonly SeatId[];
	/** Set by the door of the shared code: whence this phone comes. */
	whence?: Whence;
	/** Set by the door that checked the key of the minute in the hall's QR. */
	scanned?: true;
	/** Set by the door that checked a personal link: the seat that link opens. */
	proves?: SeatId;
}

export interface Context {
	actor: Actor;
	/** Never runs backwards within a meeting. */
	now: Instant;
	/** A fresh id, unique within the meeting; the prefix tells what it names. */
	newId(prefix: string): string;
	/** Puts a typed text beside the journal and returns what the event carries. */
	text(body: string): TextRef;
	/** True for a text that was typed in this meeting and stored, erased ones too. */
	knowsText(id: TextId): boolean;
	/** SHA-256 of a text, hex. */
	digest(text: string): string;
	/** For how long no screen of whoever holds this seat has had a line, ms; 0 while one has. */
	silentFor(seat: SeatId): number;
	/** Puts a person in the directory and returns the hash that the event carries. */
	person(seat: SeatId, person: Person): string;
	readonly blind: BlindSigning;
}

/**
 * Blind signatures (RFC 9474, RSABSSA-SHA384-PSS-Randomized, 2,048 bits): what is signed is seen by nobody here, and
 * what was signed is known when it comes back, but not whose it was. All bytes are base64url.
 */
export interface BlindSigning {
	/** Names the history of the data folder: after a backup was restored it is another one. */
	readonly epoch: string;
	/** So many pairs will be asked for soon: a hint, and nothing is decided by it. */
	expect(pairs: number): void;
	/** A fresh pair: `key` is the public half, SPKI; `secret` the other, PKCS #8. */
	newKey(): { key: string; secret: string };
	/** Signs a blinded message; null for what none can be. */
	sign(secret: string, blinded: string): string | null;
	/** Whether the message, lower-case hex, was signed with this key. */
	verify(key: string, message: string, signature: string): boolean;
}

/** What was decided: events for the journal, and private writes. */
export interface Decision {
	events: NewEvent[];
	hidden?: HiddenWrite[];
	/**
	 * Nothing that is stored may tell who did it: its events carry `anonymous`, and no answer is kept. Said
	 * again, the decision must recognise it by itself.
	 */
	anonymous?: boolean;
}

export type Outcome = Decision | Refusal;

/** True when what came of it is a refusal. */
export function isRefusal<Other>(outcome: Other | Refusal): outcome is Refusal {
	return typeof outcome === 'object' && outcome !== null && 'refused' in outcome;
}

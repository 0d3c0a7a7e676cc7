/**
 * The stamp that the room puts on events, and the version in which they are written.
 *
 * A slice names its events `<slice>.<past participle>`; a shape that was ever stored is never changed:
 * a new shape gets a new version and `upcast.ts` raises the old one.
 */
import type { Instant } from './names.ts';

/** What the room adds to an event when it enters the journal. */
export interface Stamp {
	/** Version of the event format. */
	v: number;
	/** 1, 2, 3 … without gaps within a meeting. */
	seq: number;
	/** When, by the room's clock. */
	at: Instant;
	/** Seat id, `organiser`, `clock`, `documents`, or `anonymous`: it is not kept who it was. */
	actor: string;
}

/**
 * The version written today (`upcast.ts`). 2: no typed words in events, no reasons for being away. 3: a
 * meeting begins unannounced [P12]. 4: comments are called so, and so is who is `anonymous`. 5: dots are told by
 * channels in which nobody can be read [K30], and a count says which paper cards are nobody's.
 */
export const EVENT_VERSION = 5;

/** In the place of who did it, where nobody is to know. */
export const ANONYMOUS = 'anonymous';

/**
 * How a field of a meeting is decided about: who may read it, and why. The type of a part of the state asks
 * a decision of each leaf below it.
 */
import type { Localised, TextRef } from '../names.ts';
import type { MeetingEvent, SliceName, Slices } from '../registry.ts';

/**
 * What somebody may read of a meeting. `desk`: chair, co-chair, clerk, organiser. `room`: whoever has a
 * seat, and the big screen. `public`: everybody who knows the address.
 */
export const CLEARANCES = ['desk', 'room', 'public'] as const;
export type Clearance = (typeof CLEARANCES)[number];

/**
 * From whom on something may be read. `announced`: by everybody, always; `opened`: by everybody once the
 * meeting was opened; `said`: by everybody where the record may be read; `room`; `desk`.
 */
export type Access = 'announced' | 'opened' | 'said' | 'room' | 'desk';

/** A field that is no typed text. `instead`: what others than those with access get in its place. */
export interface Field<T> {
	is: 'field';
	access: Access;
	why: string;
	instead?: T | null;
}
/** A typed text; its access may follow from what it stands in, the nearest first. */
export interface Text {
	is: 'text';
	// Owners are of many types; each rule names its own.
	access: Access | ((...owners: never[]) => Access);
	why: string;
}

type Solid<T> = Exclude<T, null | undefined>;
type Keys<T> = T extends unknown ? keyof T : never;
type Value<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;
/** A decision for every leaf of T; a list is decided as one of its members, a record under `each`. */
export type Fields<T> = [T] extends [TextRef]
	? Text
	: [T] extends [string | number | boolean | Localised]
		? Field<T> | Text
		: [T] extends [readonly (infer One)[]]
			? Fields<Solid<One>>
			: string extends keyof T
				? { each: Fields<Solid<T[string & keyof T]>> }
				: { [K in Keys<T>]-?: Fields<Solid<Value<T, K>>> };

/**
 * What becomes of words that the present state names no more. `none`: an event of this kind names no
 * text. `said`: they were said or shown in the meeting, and a replay shows them again. `draft`: they were
 * written over, and nobody is to read drafts.
 */
export type Superseded = 'none' | 'said' | 'draft';

type EventOf<S extends SliceName> = Extract<MeetingEvent, { type: Slices[S]['event']['type'] }>;

/**
 * What a slice says of its readers. A new field and a new event do not compile until somebody has decided.
 *
 * "May a stranger with the address read this, in every phase?", answered for every field of its state, with
 * the reason; the filter goes by this very table, so that it can't say one thing and mean another.
 */
export interface DisclosureOf<S extends SliceName> {
	readonly fields: Fields<Slices[S]['state']>;
	readonly texts: { readonly [T in Slices[S]['event']['type']]: Superseded };
	/** Events after which somebody reads words that an earlier event brought, or no longer does. */
	readonly access?: readonly Slices[S]['event']['type'][];
	/** The event without what this reader may not read of it; the same where that is nothing. */
	eventFor?(event: EventOf<S>, clearance: Clearance): EventOf<S>;
	/** What the invitation says of it: strangers see no more before the opening. Missing: nothing. */
	announced?(own: Slices[S]['state']): Slices[S]['state'];
}

/** The table as it is walked: a decision, or what stands below. */
export type Node = Field<unknown> | Text | Branch;
/** What stands below, by key; `each`: under any key. */
export type Branch = { readonly is?: never } & { readonly [key: string]: unknown };

/** Decides that a field is read from `access` on, because of `why`. */
export const field =
	(access: Access) =>
	(why: string): Field<never> => ({ is: 'field', access, why });
/** Said in the invitation, or fixed by how the software works. */
export const announced = field('announced');
/** Seen and heard by everybody in the hall and on its screen. */
export const seen = field('opened');
/** A field that others than `access` get as `instead`. */
export function keptFor<T>(access: 'room' | 'desk', instead: T, why: string): Field<T> {
	return { is: 'field', access, why, instead };
}
/** A typed text, with the access it has now or by what it stands in. */
export function words<Owners extends object[]>(
	access: Access | ((...owners: Owners) => Access),
	why: string
): Text {
	return { is: 'text', access: access as Text['access'], why };
}

export const INVITED = 'the invitation says it';
export const ID = 'names a thing, no person and no word';
export const CLOCK = 'clocks on every screen run by it';
export const RULE = 'a rule that everybody is held to';
export const COUNT = 'a number on the big screen';
export const FLOOR = 'who waits and who speaks is seen in the hall, and why in this order';
export const WHO = 'a seat; who sits there the directory says, as the privacy rule allows';
export const BOARD = 'seen on the big screen';
export const SPOKEN = 'said or read aloud in the meeting: as public as its record';

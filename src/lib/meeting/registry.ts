/**
 * What slices are made of, and what a meeting is made of out of them. Each slice declares itself in its
 * own file (`declare module '../registry.ts' { interface Slices { … } }`), and everything here follows
 * from that. This file names no slice and imports none; the compiler lists what a new slice lacks.
 *
 * The values stand in lists of one line a slice: `STATE` in `meeting.ts`, which every phone loads, and
 * `RULES` in `rules.ts`, which only the room and the tests do (docs/decisions/0013-registry.md).
 */
import type { Stamp } from './event.ts';
import type { SeatId } from './names.ts';

/**
 * Filled by the slices: `state`, `command` and `event` always; where they have it `hidden` with `write`
 * (a part of its own that not everybody sees), `lots` (hidden rows without a part of their own) and
 * `private` (what one session sees of the hidden).
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- interface merging needs one
export interface Slices {}

export type SliceName = keyof Slices;

/** Slices that declare this. */
export type Has<Key extends string> = {
	[S in SliceName]: Slices[S] extends Record<Key, unknown> ? S : never;
}[SliceName];

/** What one slice declares under a key; never where it declares nothing. */
export type Declared<S extends SliceName, Key extends string> =
	Slices[S] extends Record<Key, infer Value> ? Value : never;

/** The whole public state of one meeting: the fold of its journal. */
export type MeetingState = { [S in SliceName]: Slices[S]['state'] };

export type Command = Slices[SliceName]['command'];
export type CommandType = Command['type'];

/** What a decision says has happened, before the room stamps it. */
export type NewEvent = Slices[SliceName]['event'];
/** An event as the journal holds it. */
export type MeetingEvent = NewEvent & Stamp;

/** What only some may see, part by part. */
export type Hidden = { readonly [S in Has<'hidden'>]: Declared<S, 'hidden'> } & {
	/** What needs no part of its own. */
	readonly lots: Lots;
};
/** One change of the hidden; it says everything that is needed to store it. */
export type HiddenWrite = PartWrite | LotWrite;
/** A change of one slice's own part. */
export type PartWrite = {
	[S in Has<'hidden'>]: Declared<S, 'write'> & { slice: S };
}[Has<'hidden'>];

type LotsOf<S extends SliceName> = Declared<S, 'lots'>;
/** Rows that need no table and no part of their own, by lot (`lots.ts`). */
export type LotName = { [S in Has<'lots'>]: keyof LotsOf<S> & string }[Has<'lots'>];
type Row<L extends LotName> = {
	[S in Has<'lots'>]: L extends keyof LotsOf<S> ? LotsOf<S>[L] & { slice: S } : never;
}[Has<'lots'>];
export type LotKey<L extends LotName> = Row<L> extends { key: infer Key } ? Key : never;
export type LotValue<L extends LotName> = Row<L> extends { value: infer Value } ? Value : never;
export type Lots = { readonly [L in LotName]: ReadonlyMap<LotKey<L>, LotValue<L>> };

/** One row put or taken out (`value: null`), or the whole lot emptied. */
export type LotWrite = {
	[L in LotName]: { slice: Row<L>['slice']; lot: L } & (
		{ key: LotKey<L>; value: LotValue<L> | null; clear?: never } | { clear: true }
	);
}[LotName];

/** What one session may see beyond the public state: its seats, and of each slice what that shows it. */
export type PrivateView = Seats & { readonly [S in Has<'private'>]: Declared<S, 'private'> };
export interface Seats {
	/** Seats this session holds, in roll order. */
	you: SeatId[];
	/** This session's account made the meeting. */
	organiser: boolean;
}

/** The slice whose name begins a command or an event, as `queue` in `queue.join`. */
export type SliceOf<Type extends string> = Type extends `${infer S}.${string}` ? S : never;

/** The slice that a command or an event belongs to: the beginning of its type (`Named` proves it). */
export function sliceOf<Type extends (Command | NewEvent)['type']>({
	type
}: {
	type: Type;
}): SliceOf<Type> & SliceName {
	return type.slice(0, type.indexOf('.')) as SliceOf<Type> & SliceName;
}

/** Types of commands and events that do not begin with the name of their slice: there must be none. */
type Misnamed<S extends SliceName> = Exclude<
	(Slices[S]['command'] | Slices[S]['event'])['type'],
	`${S}.${string}`
>;
type Named<S extends SliceName> = [Misnamed<S>] extends [never]
	? unknown
	: { 'must begin with the name of its slice': Misnamed<S> };

/** A slice as every phone loads it. */
export type StateOf<S extends SliceName> = Named<S> & {
	/** Of its state; raised when that changes, so that stored snapshots are folded anew. */
	readonly shape: number;
	/** Its state before the first event of a meeting. */
	empty(): Slices[S]['state'];
	/**
	 * Its state after one event of any slice; the same reference when nothing changed. `before` is the
	 * whole meeting before the event.
	 */
	evolve(own: Slices[S]['state'], event: MeetingEvent, before: MeetingState): Slices[S]['state'];
};

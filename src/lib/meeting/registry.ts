/**
 * What slices are made of, and what a meeting is made of out of them. Each slice declares itself in its
 * own file (`declare module '../registry.ts' { interface Slices { … } }`), and everything here follows
 * from that. This file names no slice and imports none; the compiler lists what a new slice lacks.
 *
 * The values stand in three lists of one line a slice: `STATE` in `meeting.ts` and `PANELS` in `panels.ts`,
 * which every phone loads, and `RULES` in `rules.ts`, which only the room and the tests do
 * (docs/decisions/0013-registry.md).
 */
import type { ZodObject, ZodType } from 'zod';
import type { Actor, Context, Outcome } from './context.ts';
import type { Projection } from './directory.ts';
import type { DisclosureOf } from './disclosure/decision.ts';
import type { Stamp } from './event.ts';
import type { Derived, Hooks } from './hooks.ts';
import type { Instant, Role, SeatId, TextId, TextRef } from './names.ts';
import type { Refusal } from './refusal.ts';
import type { Stage } from './runsheet/runsheet.ts';

/**
 * Filled by the slices: `state`, `command` and `event` always; where they have it `lots` (rows that not
 * everybody sees), `hidden` (a part of its own that is folded of their writes), `write` (changes of rows
 * that lie in tables of their own), `private` (what one session sees of the hidden), `fact` (what the
 * minutes tell), `chapter` (where a replay can be entered) and `refusal` (codes with which it says no).
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
	/** Lots of slices without a part of their own. */
	readonly lots: Lots;
};
/** One change of the hidden; it says everything that is needed to store it. */
export type HiddenWrite = TableWrite | LotWrite;
/** A change of rows that a query needs in a table of their own. */
export type TableWrite = {
	[S in Has<'write'>]: Declared<S, 'write'> & { slice: S };
}[Has<'write'>];

type LotsOf<S extends SliceName> = Declared<S, 'lots'>;
/** Rows that need no table of their own, by lot (`lots.ts`). */
export type LotName = { [S in Has<'lots'>]: keyof LotsOf<S> & string }[Has<'lots'>];
type Row<L extends LotName> = {
	[S in Has<'lots'>]: L extends keyof LotsOf<S> ? LotsOf<S>[L] & { slice: S } : never;
}[Has<'lots'>];
export type LotKey<L extends LotName> = Row<L> extends { key: infer Key } ? Key : never;
export type LotValue<L extends LotName> = Row<L> extends { value: infer Value } ? Value : never;
/**
 * A lot that is declared with `of` is one of many: each is cleared, and sealed, by itself. What they come
 * to is for the slice's own part to say.
 */
type Which<L extends LotName> =
	Row<L> extends { of: infer Of; slice: infer S }
		? S extends Has<'hidden'>
			? { of: Of }
			: never
		: { of?: never };
/** A lot that is declared with `file`: base64 beside the value, for the store alone. */
type WithFile<L extends LotName> = Row<L> extends { file: true } ? { file: string | null } : object;

type LooseLot = {
	[L in LotName]: Row<L>['slice'] extends Has<'hidden'> ? never : L;
}[LotName];
export type Lots = { readonly [L in LooseLot]: ReadonlyMap<LotKey<L>, LotValue<L>> };

/** One row put or taken out (`value: null`), or the whole lot emptied. */
export type LotWrite = {
	[L in LotName]: { slice: Row<L>['slice']; lot: L } & Which<L> &
		(
			| ({ key: LotKey<L>; value: LotValue<L>; clear?: never } & WithFile<L>)
			| { key: LotKey<L>; value: null; clear?: never }
			| { clear: true }
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

/** 发言, 决定, 任务, 程序 (A25). */
export type FactKind = 'speech' | 'decision' | 'task' | 'procedure';

/**
 * What the minutes tell of a meeting: events as facts, said without names and in no language (sentences
 * are in `i18n/fact.ts`). A fact holds seat ids and texts, never a name or a word of its own.
 */
export type Happening = Declared<Has<'fact'>, 'fact'>;
/** One fact of the minutes: an event that belongs there, by its number in the journal. */
export type MinutesFact = FactStamp & Happening;
export interface FactStamp {
	seq: number;
	at: Instant;
	/** Seat id, `organiser` or `clock`. */
	actor: string;
	kind: FactKind;
	/** It was written down otherwise; what stands here is right. */
	corrected?: Corrected;
	/** It held and holds no more; it stays to be seen, struck out. */
	struck?: Struck;
}
/** When and by whom something was taken back, and why where that was said. */
export interface Struck {
	at: Instant;
	by: string;
	why: TextRef | null;
}
/** What was written of a fact that was corrected, by whom it was and why. */
export interface Corrected {
	/** The fact as it was written. */
	was: MinutesFact;
	/** There was nothing of the kind. */
	never: boolean;
	by: readonly { at: Instant; by: string; text: TextRef }[];
}
/** The facts of one slice that tell this. */
export type FactOf<S extends SliceName, What = unknown> = FactStamp &
	Extract<Declared<S, 'fact'>, { what: What }>;

/** Where a replay can be entered. */
export type Chapter = { seq: number; at: Instant } & Declared<Has<'chapter'>, 'chapter'>;

/** The slice that a command or an event belongs to: the beginning of its type, which `Named` proves. */
export function sliceOf({ type }: { type: (Command | NewEvent)['type'] }): SliceName {
	return type.slice(0, type.indexOf('.')) as SliceName;
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
	/** Commands that mean another thing, or would wrong somebody, when their stage has passed ([T31]). */
	readonly ofStage?: readonly Slices[S]['command']['type'][];
	/** What of it has the room's screens now, instead of people who talk; null: nothing (`on-screen.ts`). */
	onScreen?(state: MeetingState): OnScreen | null;
	/** When something of it last took the screens from those who talk; 0: never. */
	tookScreensAt?(state: MeetingState): Instant;
	/** Why a stage that comes later can't begin yet, or only where that is asked for in so many words; null: it can. */
	holds?(state: MeetingState, to: Stage): StageHold | null;
	/** Why nobody may ask to speak for or against what is talked about yet; null: nothing of it stands in the way. */
	holdsDebate?(state: MeetingState): Refusal | null;
};

/** What keeps a stage from beginning: known to the room, and to the screen of who would press for it. */
export interface StageHold extends Refusal {
	/** The chair may go on all the same. */
	unlessForced?: true;
}

/** Something that a slice has going on, for everybody in the room at once. */
export interface OnScreen {
	/** Another one with each step of it: a page begins at its top again. */
	step: string;
	/** Everybody is busy with it: nothing else is shown, and nobody is called (C25). */
	quiet: boolean;
	/** It has come to its end, and stays until somebody has spoken after it. */
	over: boolean;
	/** Nobody has to have spoken before the item is left: it was settled by this. */
	settles?: boolean;
}

/** What must happen by itself. */
export interface Due {
	at: Instant;
	command: Command;
}

/**
 * Who may say a command. `self`: for a seat that the session holds; `others`: for any seat; `helped`: a
 * helper for exactly the seats handed over (A9); `any`: it names no seat; `chairAlone`: whoever chairs, for any
 * seat, while no clerk is here (A15 of attendance); `doors`: any session, and the decision checks what a door has
 * found out about it.
 */
export interface Permit {
	self?: readonly Role[];
	others?: readonly Role[];
	helped?: boolean;
	any?: readonly Role[];
	chairAlone?: true;
	doors?: true;
	/** For a seat in whose place the slice knows the actor to stand. */
	standsIn?(state: MeetingState, seat: SeatId, actor: Pick<Actor, 'id'>): boolean;
}

/** Who looks: made of the session and the stored hidden part (`viewer.ts`). */
export interface Sight extends Seats {
	session: string | null;
	/** Sits at the desk: chair, co-chair, clerk, organiser. */
	desk: boolean;
	/** How it sees names. */
	names: Projection;
}

/** Whom a change of the hidden tells something new. */
export interface Touched {
	/** Those who hold these seats. */
	seats?: Iterable<SeatId>;
	/** Those who hold a seat of these roles. */
	roles?: readonly Role[];
	/** Those at the desk. */
	desk?: boolean;
	/** Sessions that hold other seats than before. */
	sessions?: readonly string[];
	/** Seats that are held by somebody else than before, or by nobody. */
	holders?: readonly SeatId[];
	/** All: what each of them holds and may see is made anew. */
	everybody?: boolean;
	/** Seats with another person, or name, than before. */
	names?: readonly SeatId[];
}

/** Which history of the data folder a room comes to life in. */
export interface History {
	/** Another one after a backup was restored. */
	epoch: string;
}

/** What leaves the house with one event. */
export interface Leaving {
	/** Former texts that nothing shows any more: taken out whole. */
	dropped?: readonly TextId[];
	/** Texts whose words are erased; that they were there stays. */
	erased?: readonly TextId[];
	/** Seats whose person is erased. */
	forgotten?: readonly SeatId[];
	/** Seats that are gone, and their people with them. */
	removed?: readonly SeatId[];
	/** Somebody asked for it: no stored byte may hold the words any more, copies included. */
	forGood?: true;
}

/** A change of what one slice hides: of its own part or of its lots. */
export type WriteOf<S extends SliceName> = Extract<HiddenWrite, { slice: S }>;
type EventTypeOf<S extends SliceName> = Slices[S]['event']['type'];

/** Commands of a slice that come signed, from nobody knows whom: each with a token and the signature of that. */
type SignedOf<S extends SliceName> = Extract<
	Slices[S]['command'],
	{ token: string; signature: string }
>;

/** What a slice takes through the door that knows nobody (decision 0022). */
export interface SecretDoor<S extends SliceName> {
	readonly command: SignedOf<S>['type'];
	/** The field that names what it is for: by this the door knows it, for what comes says no type. */
	readonly names: Exclude<keyof SignedOf<S>, 'type'> & string;
	/** Which public key it should be signed with, or why nothing can be. */
	keyOf(state: MeetingState, command: SignedOf<S>): string | Refusal;
	/** What its receipt says beside the meeting, line by line. */
	receipt(command: SignedOf<S>): readonly string[];
}

/** A slice as the room knows it, and nobody else: browsers load none of this. */
export type RulesOf<S extends SliceName> = Partial<Hooks> & {
	/** Strict schemas of what may come over the wire. */
	readonly commands: readonly (ZodObject & ZodType<{ type: Slices[S]['command']['type'] }>)[];
	/** Every command has a row; the compiler lists what is missing. */
	readonly permits: { readonly [T in Slices[S]['command']['type']]: Permit };
	/** Pure: events and hidden writes, or a refusal. Permission was checked before. */
	decide(
		state: MeetingState,
		hidden: Hidden,
		command: Slices[S]['command'],
		context: Context,
		hooks: Hooks
	): Outcome;
	readonly disclosure: DisclosureOf<S>;
	/** What happens by itself next. */
	due?(state: MeetingState): Due | null;
	/** What a paired hall screen brings with it when it comes up: said by the clock. */
	onHallScreen?(state: MeetingState, now: Instant): Command | null;
	/** Commands that are decided also over a lot that cannot be opened, because they give it up. */
	readonly givesUp?: readonly Slices[S]['command']['type'][];
	/** What follows for a room that comes to life in this history of its data folder: said by the clock. */
	onHistory?(state: MeetingState, history: History): Command | null;
	/** What words and people leave the house with an event; nothing where missing. */
	leaving?(event: Slices[S]['event']): Leaving;
	/** What texts an event makes of others; none where missing. */
	derives?(event: Slices[S]['event'], before: MeetingState): Derived[];
	/** What its public state says of itself that is not so, a sentence each: for whoever verifies a record. */
	audit?(own: Slices[S]['state']): string[];
	/** Commands that only erase: a right that does not end, not even in a meeting that is not held [P19]. */
	readonly erases?: readonly Slices[S]['command']['type'][];
	/** Events after which anybody may hold other seats, or have another role. */
	readonly reseats?: readonly EventTypeOf<S>[];
	/** Events after which strangers may see other names. */
	readonly renames?: readonly EventTypeOf<S>[];
} & (S extends Has<'hidden'> ? { readonly hidden: HiddenOf<S> } : unknown) &
	(S extends Has<'lots'>
		? {
				readonly lots: { readonly [L in keyof LotsOf<S>]: LotKind };
				/** Sealed rows that a release before lots has written: the key of each, and its value. */
				readonly earlierRows?: {
					readonly [L in keyof LotsOf<S>]?: (body: never) => readonly [key: string, value: unknown];
				};
				/**
				 * What else changes where sealed rows cannot be opened any more (a restored backup has no
				 * keys). `hidden` is what is left.
				 */
				lost?(lot: keyof LotsOf<S>, of: string | undefined, hidden: Hidden): LotWrite[];
			}
		: unknown) &
	(S extends Has<'hidden'> | Has<'lots'>
		? {
				/** `before` and `after`: what was told last, and what is stored now. */
				touches(write: WriteOf<S>, before: Hidden, after: Hidden): Touched;
			}
		: unknown) &
	(S extends Has<'private'>
		? { view(state: MeetingState, hidden: Hidden, sight: Sight): Declared<S, 'private'> }
		: unknown) &
	(S extends Has<'fact'> ? { readonly facts: FactsOf<S> } : unknown) &
	([SignedOf<S>] extends [never] ? unknown : { readonly secretDoor: SecretDoor<S> });

/** What facts of a slice there are. */
export type WhatOf<S extends SliceName> =
	Declared<S, 'fact'> extends { what: infer What extends string } ? What : never;

/** What a slice brings to minutes, record and replay. */
export interface FactsOf<S extends SliceName> {
	/** The fact that an event of the slice brings, or null; `procedure` unless it says another kind. */
	of(
		before: MeetingState,
		event: Slices[S]['event'] & Stamp,
		after: MeetingState
	): (Declared<S, 'fact'> & { kind?: FactKind }) | null;
	/** Every sort of fact has a row. */
	readonly rows: {
		readonly [W in WhatOf<S>]: FactRow<S, W>;
	};
	/**
	 * What a step may have changed of what earlier facts are about: the `subjects` of those to be resolved
	 * again. Few, however long the meeting has become.
	 */
	changed?(before: MeetingState, after: MeetingState): Iterable<string>;
	/** What this slice says of any fact, after its own slice has resolved it: that it was corrected. */
	annotate?(fact: MinutesFact, now: MeetingState): MinutesFact;
	/** Which of its person's turns each fact is, by its number; those that are none or do not count stay out. */
	turns?(facts: readonly MinutesFact[]): ReadonlyMap<number, number>;
}

/** What becomes of one sort of fact. */
export interface FactRow<S extends SliceName, W extends string> {
	/**
	 * The fact as the room knows it now; null: it was taken back. Asked from the last to the first;
	 * `claimed` holds what later facts have said of themselves.
	 */
	resolve?(fact: FactOf<S, W>, now: MeetingState, claimed: Set<string>): FactOf<S, W> | null;
	/**
	 * What it is about, as `changed` names it: where that changes it is resolved again. Facts of which one
	 * may claim what another would have a subject in common.
	 */
	subjects?(fact: FactOf<S, W>): readonly string[];
	/** The chapter of the replay that begins with it. */
	chapter?(fact: FactOf<S, W>): Declared<S, 'chapter'>;
	/** Of whom it tells, where that is not its `seat`. */
	about?(fact: FactOf<S, W>): SeatId | null;
	/** Who entered it for them. */
	by?(fact: FactOf<S, W>): SeatId | null;
	/** The same with less in it, where a page would be long. */
	short?(fact: FactOf<S, W>): FactOf<S, W>;
	/** True while it is nobody's business yet but the room's. */
	withheld?(fact: FactOf<S, W>): boolean;
}

/** A slice's own hidden part: folded of the writes of its rows, also when a room comes back to life. */
export interface HiddenOf<S extends SliceName> {
	empty(): Declared<S, 'hidden'>;
	/** Pure: the part is replaced, never changed in place. */
	apply(own: Declared<S, 'hidden'>, write: WriteOf<S>): Declared<S, 'hidden'>;
	/** The part when all its rows were read; they come in no order. */
	restored?(own: Declared<S, 'hidden'>): Declared<S, 'hidden'>;
}

/**
 * How a lot lies on disk. `plain`: readable by whoever may read the database. `sealed`: with a key
 * outside the database that goes when the lot is cleared (decision 0007). `sealed-each`: each row with a
 * key of its own, that goes with it.
 */
export type LotKind = 'plain' | 'sealed' | 'sealed-each';

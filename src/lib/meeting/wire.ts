/**
 * The wire: eight messages, whatever features come. This file imports no transport.
 *
 * client → server: `command`, `signal`. server → client: `ack`, `events`, `snapshot`, `presence`, `private`,
 * `directory`, `signal` (calls: how browsers find each other; never stored).
 */
import type { SignalDown, SignalUp } from './calls/signal.ts';
import type { Envelope } from './command.ts';
import type { Directory } from './directory.ts';
import type { Clearance } from './disclosure/decision.ts';
import type { MeetingEvent, MeetingState, PrivateView } from './registry.ts';
import type { SeatId } from './names.ts';
import type { Refusal } from './refusal.ts';

/** Raised when a page of an older build could no longer understand the server. */
export const PROTOCOL = 4;

/** Where the live socket is; `?m=<key>` says which meeting. */
export const LIVE_PATH = '/live/';

/** What a client says when it joins: where its own copy stands. */
export interface Hello {
	protocol: number;
	epoch: string;
	seq: number;
	head: string;
	/** Version of the names it has; empty: none. */
	names: string;
	/** What its copy was made to show; null: a client that does not say. */
	clearance: Clearance | null;
}

/** What became of a command: the number of its last event, or why not. */
export type Answer = { seq: number } | Refusal;

export interface AckMessage {
	id: string;
	answer: Answer;
}

export interface EventsMessage {
	/** Consecutive events; the first has number `from`. */
	from: number;
	events: MeetingEvent[];
	/** Hash after the last of them. */
	head: string;
	/** Texts that came with them; null: erased, or no longer for these readers. */
	texts: Record<string, string | null>;
}

export type PackedLeaf = string | number | boolean | null;
/** A value with 0 for every leaf. */
export type PackedForm = 0 | PackedForm[] | { [key: string]: PackedForm };

/** Several events on their way (`packed-events.ts`); the last of them has number `seq`. */
export interface PackedEventsMessage extends Omit<EventsMessage, 'events'> {
	packed: {
		readonly forms: readonly PackedForm[];
		/**
		 * Of each event which form it has, which of its leaves differ from the event of that form before it (as bits;
		 * -1: all of them follow, as they are), and these.
		 */
		readonly rows: readonly (readonly [form: number, differs: number, ...leaves: PackedLeaf[]])[];
	};
	seq: number;
}

/** Everything a screen of one meeting needs to begin. */
export interface SnapshotMessage {
	protocol: number;
	epoch: string;
	/** Which start of the server speaks. */
	boot: string;
	meeting: string;
	seq: number;
	head: string;
	/** Whom this was made for; state and texts hold what they may read. */
	clearance: Clearance;
	state: MeetingState;
	texts: Record<string, string | null>;
}

export interface PresenceMessage {
	/** The last stored event, so that a lost frame is noticed. */
	seq: number;
	/** The server's clock, ms. */
	now: number;
	hall: number;
	online: number;
	/** Screens without a seat. */
	watching: number;
	/** Desk only: seats whose phone is connected. */
	connected?: SeatId[];
	/** Desk only. */
	doors?: DoorNews;
	/** Desk only. */
	calls?: CallNews;
}

/** Who is in the hall's sound at this moment; never stored. */
export interface CallNews {
	/** The hall's device is connected. */
	station: boolean;
	/** How many listen from home. */
	listening: number;
}

/** What stands at the doors and what the server lacks, for the desk; never stored. */
export interface DoorNews {
	/** Six-digit numbers of big screens that ask to show this meeting. */
	displays: string[];
	/** More ask than these: the one on the wall is typed. */
	more: boolean;
	/** Somebody tries codes. */
	guessing: boolean;
	/** What was sealed in this meeting cannot be opened: a key is missing on the server. */
	keyMissing: boolean;
}

export interface DirectoryMessage {
	/** true: replaces everything; false: only these changed. */
	whole: boolean;
	people: Directory;
	/** Of the whole directory after this message, in this session's projection. */
	version: string;
}

export interface ServerToClient {
	ack: (message: AckMessage) => void;
	events: (message: EventsMessage | PackedEventsMessage) => void;
	snapshot: (message: SnapshotMessage) => void;
	presence: (message: PresenceMessage) => void;
	private: (message: PrivateView) => void;
	directory: (message: DirectoryMessage) => void;
	signal: (message: SignalDown) => void;
}

export interface ClientToServer {
	command: (envelope: Envelope) => void;
	signal: (message: SignalUp) => void;
}

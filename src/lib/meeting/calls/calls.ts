/**
 * Live sound between the hall and those who take part online (S2.12, S2.36): whether it is on, and whose microphone the
 * chair opens beside that of whoever has the floor; and small calls inside the meeting (`call.ts`).
 *
 * Invariants: who is heard is never stored, it follows from the queue (`heard.ts`); who listens is presence and no
 * fact; of what browsers say to find each other nothing is here.
 */
import type { Instant, ItemId, SeatId, TextRef } from '../names.ts';
import type { WriteOf } from '../registry.ts';
import type { Call, CallSeat, Level, PrivateCall } from './call.ts';
import type { CallsFact } from './facts.ts';

declare module '../registry.ts' {
	interface Slices {
		calls: {
			state: CallsState;
			command: CallsCommand;
			event: CallsEvent;
			/** By its id: a call that only its members know of, while it lasts. */
			lots: { 'private-calls': { key: string; value: PrivateCall } };
			private: readonly PrivateCall[];
			fact: CallsFact;
			refusal: CallsRefusal;
		};
	}
}

export type CallsRefusal =
	| 'hall-sound-off'
	| 'not-online'
	| 'listens-only'
	| 'call-full'
	| 'call-begun'
	| 'call-elsewhere'
	| 'not-in-call'
	| 'relay-only'
	| 'relay-missing'
	| 'calls-off'
	| 'call-engine-down'
	| 'no-such-call'
	| 'not-invited'
	| 'already-invited'
	| 'one-in-hall'
	| 'call-seats-full';

/** The hall's sound as a room of its own, where browsers find each other. */
export const HALL = 'hall';
/** The hall's device in it: one for each meeting, and nobody's seat. */
export const STATION = 'station';
/** The big screen in a call that everybody knows of: it shows, and sends nothing. */
export const WALL = 'wall';
/** Who listens from home at the same time, at most, where the hall's device sends to each of them itself. */
export const MAX_LISTENERS = 30;

export interface CallsState {
	/** Since when hall and home hear each other, and who opened it; null: they do not. */
	hall: { since: Instant; by: string } | null;
	/** Whom the chair lets speak beside whoever has the floor, in the order of being opened. */
	letSpeak: SeatId[];
	/** Small calls that everybody knows of, and those that are over, in the order of their beginning. */
	video: Call[];
}

export type CallsCommand = HallCommand | CallCommand;

/** Of the hall's sound. */
export type HallCommand =
	| { type: 'calls.open-hall' }
	/** Also said by the clock when the meeting has closed. */
	| { type: 'calls.close-hall' }
	| { type: 'calls.let-speak'; seat: SeatId; open: boolean };

/** Of one small call. */
export type CallCommand =
	/** Apart with these; whoever says it is in it. */
	| { type: 'calls.begin-private'; seats: SeatId[] }
	| { type: 'calls.invite'; call: string; seat: SeatId }
	/** Comes in, or changes the level; null: declines. */
	| { type: 'calls.answer'; call: string; seat: SeatId; level: Level | null }
	| { type: 'calls.leave'; call: string; seat: SeatId }
	| { type: 'calls.write'; call: string; seat: SeatId; text: string }
	| { type: 'calls.end'; call: string; result?: string };

/** A change of what is hidden of private calls. */
export type CallsWrite = WriteOf<'calls'>;

export type CallsEvent =
	| { type: 'calls.hall-opened'; body: object }
	| { type: 'calls.hall-closed'; body: object }
	| { type: 'calls.let-speak-set'; body: { seat: SeatId; open: boolean } }
	| { type: 'calls.begun'; body: { call: string; item: ItemId } }
	/** Invited, came in, changed the level, declined, left: where a seat stands now. */
	| { type: 'calls.seat-set'; body: CallSeat & { call: string } }
	| { type: 'calls.ended'; body: { call: string; result: TextRef | null } }
	/** The only thing that everybody learns of a private call; `seats` stays with the desk. */
	| {
			type: 'calls.private-ended';
			body: { call: string; since: Instant; seats: SeatId[]; result: TextRef | null };
	  };

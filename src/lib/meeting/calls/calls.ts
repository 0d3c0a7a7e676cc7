/**
 * Live sound between the hall and those who take part online (S2.12, S2.36): whether it is on, and whose microphone the
 * chair opens beside that of whoever has the floor.
 *
 * Invariants: who is heard is never stored, it follows from the queue (`heard.ts`); who listens is presence and no
 * fact; of what browsers say to find each other nothing is here.
 */
import type { Instant, SeatId } from '../names.ts';

declare module '../registry.ts' {
	interface Slices {
		calls: {
			state: CallsState;
			command: CallsCommand;
			event: CallsEvent;
			refusal: CallsRefusal;
		};
	}
}

export type CallsRefusal =
	| 'hall-sound-off'
	| 'not-online'
	| 'listens-only'
	| 'call-full'
	| 'call-elsewhere'
	| 'not-in-call'
	| 'relay-only'
	| 'relay-missing'
	| 'calls-off'
	| 'call-engine-down';

/** The hall's sound as a room of its own, where browsers find each other. */
export const HALL = 'hall';
/** The hall's device in it: one for each meeting, and nobody's seat. */
export const STATION = 'station';
/** Who listens from home at the same time, at most, where the hall's device sends to each of them itself. */
export const MAX_LISTENERS = 30;

export interface CallsState {
	/** Since when hall and home hear each other, and who opened it; null: they do not. */
	hall: { since: Instant; by: string } | null;
	/** Whom the chair lets speak beside whoever has the floor, in the order of being opened. */
	letSpeak: SeatId[];
}

export type CallsCommand =
	| { type: 'calls.open-hall' }
	/** Also said by the clock when the meeting has closed. */
	| { type: 'calls.close-hall' }
	| { type: 'calls.let-speak'; seat: SeatId; open: boolean };

export type CallsEvent =
	| { type: 'calls.hall-opened'; body: object }
	| { type: 'calls.hall-closed'; body: object }
	| { type: 'calls.let-speak-set'; body: { seat: SeatId; open: boolean } };

/**
 * How people feel (心情, C26): state, commands and facts.
 *
 * Invariant: of the faces nothing is here; they are hidden, and counted for the chair alone.
 */
import type { Instant, SeatId } from '../names.ts';
import type { HiddenMood, Told } from './hidden.ts';
import type { MeetingEvent, StateOf } from '../registry.ts';

declare module '../registry.ts' {
	interface Slices {
		mood: {
			state: MoodState;
			command: MoodCommand;
			event: MoodEvent;
			hidden: HiddenMood;
			lots: {
				/** Faces under the random names of the ballots, and what the chair was told. */
				mood: { key: string; value: Face | Told };
				/** Who gave one; never which. */
				'mood-gave': { key: SeatId; value: true };
			};
			private: Faces | null;
			refusal: MoodRefusal;
		};
	}
}

export type MoodRefusal = 'mood-closed' | 'mood-given';

/** From left to right on the phone. */
export const FACES = ['good', 'soso', 'bad'] as const;
export type Face = (typeof FACES)[number];

/** How many chose each face. */
export type Faces = Readonly<Record<Face, number>>;

export interface MoodState {
	/** Since when it is asked; null while it is not. */
	at: Instant | null;
}

export type MoodCommand =
	| { type: 'mood.open' }
	/** Also said by the clock when the meeting has closed. */
	| { type: 'mood.close' }
	/** `ballot` is random and kept by the phone: said again, it changes what this ballot said. */
	| { type: 'mood.give'; seat: SeatId; ballot: string; face: Face };

export type MoodEvent =
	{ type: 'mood.opened'; body: object } | { type: 'mood.closed'; body: object };

export function emptyMood(): MoodState {
	return { at: null };
}

/** The slice as every phone loads it. */
export const moodState: StateOf<'mood'> = { shape: 1, empty: emptyMood, evolve: evolveMood };

function evolveMood(mood: MoodState, { type, at }: MeetingEvent): MoodState {
	if (type === 'mood.opened') return { at };
	return type === 'mood.closed' ? { at: null } : mood;
}

/**
 * Faces that nobody sees one by one. A face lies under a random name; who gave one stands apart.
 *
 * Invariant [H4]: `told`, which the chair sees, counts three faces at least and changes only when three
 * people have given or changed theirs since.
 */
import { Layered } from '../layered.ts';
import type { SeatId } from '../names.ts';
import { FACES, type Face, type Faces } from './mood.ts';

/** Fewer would tell whose they are. */
export const TOLD_FROM = 3;

export interface HiddenMood {
	/** Under the random name that the phone keeps. */
	faces: ReadonlyMap<string, Face>;
	gave: ReadonlyMap<SeatId, true>;
	/** What the chair sees. */
	told: Faces | null;
	/** Ballots that said something since. */
	since: ReadonlySet<string>;
}

type On<Op extends string, Rest = unknown> = { slice: 'mood'; op: Op } & Rest;

/** A write that names a seat names no face, and the other way round. */
export type MoodWrite =
	| On<'give', { ballot: string; face: Face }>
	| On<'gave', { seat: SeatId }>
	/** Nothing is left of what was asked before. */
	| On<'open'>
	/** Faces go, and who gave one; what was told stays. */
	| On<'close', { told: Faces | null }>;

export function emptyHiddenMood(): HiddenMood {
	return { faces: new Map(), gave: new Map(), told: null, since: new Set() };
}

/** Applies one write. */
export function applyMoodWrite(hidden: HiddenMood, write: MoodWrite): HiddenMood {
	switch (write.op) {
		case 'give': {
			const faces = Layered.of(hidden.faces).with(write.ballot, write.face);
			const since = new Set(hidden.since).add(write.ballot);
			if (since.size < TOLD_FROM) return { ...hidden, faces, since };
			return { ...hidden, faces, told: count(faces), since: new Set() };
		}
		case 'gave':
			return { ...hidden, gave: Layered.of(hidden.gave).with(write.seat, true) };
		case 'open':
			return emptyHiddenMood();
		case 'close':
			return { ...emptyHiddenMood(), told: write.told };
	}
}

function count(faces: HiddenMood['faces']): Faces {
	const all = [...faces.values()];
	const of = FACES.map((face) => [face, all.filter((one) => one === face).length] as const);
	return Object.fromEntries(of) as Record<Face, number>;
}

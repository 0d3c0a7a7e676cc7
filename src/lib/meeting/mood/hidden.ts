/**
 * Faces that nobody sees one by one. A face lies under a random name; who gave one stands apart.
 *
 * Invariant [H4]: `told`, which the chair sees, counts three faces at least and changes only when three
 * people have given or changed theirs since.
 */
import { OverlayMap } from '../overlay-map.ts';
import type { SeatId } from '../names.ts';
import type { HiddenOf, WriteOf } from '../registry.ts';
import { FACES, type Face, type Faces } from './mood.ts';

type MoodWrite = WriteOf<'mood'>;

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

/** The rows of the lot: a ballot's face, and under one name of its own what the chair sees. */
export interface Told {
	told: Faces | null;
	since: readonly string[];
}
/** No ballot has this name: theirs are longer. */
const TOLD = 'told';

/** Nothing is left of what was asked before. */
export const CLEAR_MOOD: MoodWrite[] = [
	{ slice: 'mood', lot: 'mood', clear: true },
	{ slice: 'mood', lot: 'mood-gave', clear: true }
];

/** What the chair was told stays when the faces go. */
export function keepTold(told: Told): MoodWrite {
	return { slice: 'mood', lot: 'mood', key: TOLD, value: told };
}

/** One face. Of writes that name a seat and those that name a face none names both. */
export function giveFace(hidden: HiddenMood, ballot: string, face: Face): MoodWrite[] {
	const faces = OverlayMap.of(hidden.faces).with(ballot, face);
	const since = new Set(hidden.since).add(ballot);
	const told =
		since.size < TOLD_FROM
			? { told: hidden.told, since: [...since] }
			: { told: count(faces), since: [] };
	return [{ slice: 'mood', lot: 'mood', key: ballot, value: face }, keepTold(told)];
}

/** The slice's hidden part. */
export const hiddenMood: HiddenOf<'mood'> = {
	empty: () => ({ faces: new Map(), gave: new Map(), told: null, since: new Set() }),

	apply(hidden, write) {
		if (write.lot === 'mood-gave') {
			if (write.clear) return { ...hidden, gave: new Map() };
			return { ...hidden, gave: OverlayMap.of(hidden.gave).with(write.key, true) };
		}
		if (write.clear) return { ...hidden, faces: new Map(), told: null, since: new Set() };
		const { key, value } = write;
		if (value === null) return hidden;
		if (typeof value === 'string')
			return { ...hidden, faces: OverlayMap.of(hidden.faces).with(key, value) };
		return { ...hidden, told: value.told, since: new Set(value.since) };
	},

	/** A release before lots kept only faces: what was told is counted of them, three by three. */
	restored(hidden) {
		const { faces, told, since } = hidden;
		if (told !== null || since.size > 0) return hidden;
		const whole = faces.size - (faces.size % TOLD_FROM);
		const all = [...faces];
		return {
			...hidden,
			told: whole === 0 ? null : count(new Map(all.slice(0, whole))),
			since: new Set(all.slice(whole).map(([ballot]) => ballot))
		};
	}
};

/** A row as a release before lots has sealed it. */
export function earlierRow(
	body: { ballot: string; face: Face } | { told: Faces }
): readonly [string, Face | Told] {
	return 'told' in body ? [TOLD, { told: body.told, since: [] }] : [body.ballot, body.face];
}

function count(faces: HiddenMood['faces']): Faces {
	const all = [...faces.values()];
	const of = FACES.map((face) => [face, all.filter((one) => one === face).length] as const);
	return Object.fromEntries(of) as Record<Face, number>;
}

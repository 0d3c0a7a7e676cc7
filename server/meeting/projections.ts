/**
 * One frame of a room as each kind of reader gets it: encoded once for each clearance, and once for all
 * where nothing in it differs.
 *
 * Invariant: what this writes and what a snapshot of that moment holds are the same for a reader.
 */
import { eventFor } from '#lib/meeting/disclosure/events.ts';
import { changedTexts, turnsPublic } from '#lib/meeting/disclosure/disclosure.ts';
import type { Clearance } from '#lib/meeting/disclosure/decision.ts';
import type { MeetingState } from '#lib/meeting/registry.ts';
import { packFrame } from '#lib/meeting/packed-events.ts';
import type { EventsMessage } from '#lib/meeting/wire.ts';
import { encode, type Encoded } from './encoded.ts';

/** What a reader of each clearance is written; null: nothing of it is for them. */
export type Projected = (clearance: Clearance) => Encoded | null;

/**
 * `frame` as it was stored, the states around it, the bodies of all texts, and how everything is said
 * anew. Encoded when somebody of that clearance is there to read it.
 */
export function projectFrame(
	frame: EventsMessage,
	before: MeetingState,
	after: MeetingState,
	texts: ReadonlyMap<string, string | null>,
	snapshot: (clearance: Clearance) => Encoded
): Projected {
	const known = new Map<Clearance, Encoded | null>();
	const whole = { encoded: null as Encoded | null };
	const desk = () => (whole.encoded ??= encode('events', packFrame(frame)));

	function project(clearance: Clearance): Encoded | null {
		if (clearance === 'desk') return desk();
		if (clearance === 'public' && turnsPublic(before, after)) return snapshot('public');
		const events = frame.events.map((event) => eventFor(event, clearance));
		const theirs = textsFor(frame, before, after, texts, clearance);
		const same = events.every((event, n) => event === frame.events[n]);
		if (same && sameTexts(theirs, frame.texts)) return desk();
		if (events.length === 0 && Object.keys(theirs).length === 0) return null;
		return encode('events', packFrame({ ...frame, events, texts: theirs }));
	}

	return (clearance) => {
		let encoded = known.get(clearance);
		if (encoded === undefined) {
			encoded = project(clearance);
			known.set(clearance, encoded);
		}
		return encoded;
	};
}

/** What this step shows them of all texts, and null for what it takes away. */
function textsFor(
	frame: EventsMessage,
	before: MeetingState,
	after: MeetingState,
	texts: ReadonlyMap<string, string | null>,
	clearance: Clearance
): EventsMessage['texts'] {
	const theirs: EventsMessage['texts'] = {};
	const { shown, withdrawn } = changedTexts(before, after, clearance);
	for (const [id, body] of Object.entries(frame.texts)) if (body === null) theirs[id] = null;
	for (const id of withdrawn) theirs[id] = null;
	for (const id of shown) if (texts.has(id)) theirs[id] = texts.get(id) ?? null;
	return theirs;
}

function sameTexts(one: EventsMessage['texts'], other: EventsMessage['texts']): boolean {
	const keys = Object.keys(one);
	return (
		keys.length === Object.keys(other).length &&
		keys.every((key) => key in other && one[key] === other[key])
	);
}

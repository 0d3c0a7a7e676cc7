/**
 * Events of one frame in few bytes, for a hall's wifi: a thousand hands within a second are a thousand events that
 * differ in three places. Events of the same members share a form, and each says only what differs from the one of
 * its form before it; whole numbers say by how much.
 *
 * Invariant: what is unpacked is what JSON would have brought, member by member, in their order.
 */
import type { MeetingEvent } from './registry.ts';
import type { EventsMessage, PackedEventsMessage, PackedForm, PackedLeaf } from './wire.ts';

type PackedEvents = PackedEventsMessage['packed'];

/** So many leaves can be told apart by the bits of a number. */
const MOST_LEAVES = 50;

/** A frame as it goes over the line; one event is as short as it is. */
export function packFrame(frame: EventsMessage): EventsMessage | PackedEventsMessage {
	const { from, events, head, texts } = frame;
	if (events.length < 2) return frame;
	return { from, packed: packEvents(events), seq: from + events.length - 1, head, texts };
}

/** A frame as it is folded. */
export function unpackFrame(frame: EventsMessage | PackedEventsMessage): EventsMessage {
	if (!('packed' in frame)) return frame;
	const { from, packed, head, texts } = frame;
	return { from, events: unpackEvents(packed), head, texts };
}

/** Events with what is the same in many said once. */
export function packEvents(events: readonly MeetingEvent[]): PackedEvents {
	const forms: PackedForm[] = [];
	const known = new Map<string, number>();
	const last: PackedLeaf[][] = [];
	const rows = events.map((event): PackedEvents['rows'][number] => {
		const leaves: PackedLeaf[] = [];
		const form = formOf(event, leaves);
		const key = JSON.stringify(form);
		const n = known.get(key) ?? forms.push(form) - 1;
		known.set(key, n);
		const before = last[n];
		last[n] = leaves;
		return [n, ...differing(before, leaves)];
	});
	return { forms, rows };
}

/** The events again. */
export function unpackEvents({ forms, rows }: PackedEvents): MeetingEvent[] {
	const last: PackedLeaf[][] = [];
	return rows.map(([n, differs, ...given]) => {
		const leaves = (last[n] = differs < 0 ? given : changed(last[n]!, differs, given));
		let at = 0;
		return filled(forms[n]!, () => leaves[at++]!) as unknown as MeetingEvent;
	});
}

function formOf(value: unknown, leaves: PackedLeaf[]): PackedForm {
	if (typeof value !== 'object' || value === null) {
		leaves.push(value as PackedLeaf);
		return 0;
	}
	if (Array.isArray(value)) return value.map((one) => formOf(one, leaves));
	const members = Object.entries(value).filter(([, one]) => one !== undefined);
	return Object.fromEntries(members.map(([key, one]) => [key, formOf(one, leaves)]));
}

function filled(form: PackedForm, next: () => PackedLeaf): unknown {
	if (form === 0) return next();
	if (Array.isArray(form)) return form.map((one) => filled(one, next));
	return Object.fromEntries(Object.entries(form).map(([key, one]) => [key, filled(one, next)]));
}

function differing(
	before: PackedLeaf[] | undefined,
	leaves: PackedLeaf[]
): [number, ...PackedLeaf[]] {
	if (!before || leaves.length > MOST_LEAVES) return [-1, ...leaves];
	let bits = 0;
	const told: PackedLeaf[] = [];
	for (const [n, leaf] of leaves.entries()) {
		const earlier = before[n]!;
		if (leaf === earlier) continue;
		bits += 2 ** n;
		if (typeof leaf !== 'number' || typeof earlier !== 'number') told.push(leaf);
		else if (differsBy(leaf, earlier)) told.push(leaf - earlier);
		else return [-1, ...leaves];
	}
	return [bits, ...told];
}

/** A whole number that gives `leaf` back when it is added; beside a fraction a difference is rounded. */
function differsBy(leaf: number, earlier: number): boolean {
	return [leaf, earlier, leaf - earlier].every((one) => Number.isSafeInteger(one));
}

function changed(
	before: readonly PackedLeaf[],
	differs: number,
	given: readonly PackedLeaf[]
): PackedLeaf[] {
	let next = 0;
	return before.map((earlier, n) => {
		if (Math.floor(differs / 2 ** n) % 2 === 0) return earlier;
		const leaf = given[next++]!;
		return typeof leaf === 'number' && typeof earlier === 'number' ? earlier + leaf : leaf;
	});
}

/** Finds seats and texts in any value by how they stand there, so that a new slice is never forgotten. */
import type { SeatId, TextRef } from '../names.ts';

/** Under these keys stand seat ids: one, a list, or null. */
const SEAT_KEYS = ['seat', 'by', 'from', 'to', 'chair', 'chairs', 'clerks', 'silent', 'key'];

/** Adds every seat and every text id named anywhere in the value. */
export function gather(value: unknown, seats: Set<SeatId>, refs: Set<string>): void {
	if (typeof value !== 'object' || value === null) return;
	if (isRef(value)) return void refs.add(value.id);
	for (const [key, part] of Object.entries(value)) {
		const names = SEAT_KEYS.includes(key) ? [part].flat() : [];
		if (names.some((name) => typeof name === 'string'))
			for (const id of names) seats.add(String(id));
		else gather(part, seats, refs);
	}
}

/** A text stands as its id and its hash. */
function isRef(value: object): value is TextRef {
	const { id, hash } = value as Record<string, unknown>;
	return typeof id === 'string' && typeof hash === 'string';
}

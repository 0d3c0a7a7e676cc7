/**
 * Which guest is which roll entry, by name and building. One function for the decision and for the
 * clerk's screen, so that the button shows exactly what it will do.
 */
import { isPresent, type AttendanceState } from '../attendance/attendance.ts';
import type { Person, SeatId, SeatRole } from '../names.ts';
import { sameKey } from '../words.ts';
import type { RollState, Seat } from './roll.ts';
import { unboundGuests } from './unbound-guests.ts';

/** Looks up a name: in the hidden roll on the server, in the directory on a screen. */
export type PersonOf = (seat: SeatId) => Person | null | undefined;

/** Roles with powers over others: bound by hand or by personal link, never by a typed name. */
export const TRUSTED: readonly SeatRole[] = ['chair', 'cochair', 'clerk', 'helper', 'timekeeper'];

/** Name and building as compared; null when the name was erased. */
export function matchKey(personOf: PersonOf, seat: SeatId): string | null {
	const person = personOf(seat);
	if (!person) return null;
	const known = keys.get(person) ?? sameKey(person.name, person.building);
	keys.set(person, known);
	return known;
}

/** The desk is told of each guest and each ask, beside a roll of two thousand: whoever was compared once is known. */
const keys = new WeakMap<Person, string>();

function byKey(seats: readonly Seat[], personOf: PersonOf): Map<string, Seat[]> {
	const groups = new Map<string, Seat[]>();
	for (const seat of seats) {
		const key = matchKey(personOf, seat.id);
		if (key === null) continue;
		const group = groups.get(key);
		if (group) group.push(seat);
		else groups.set(key, [seat]);
	}
	return groups;
}

/** The one entry that a guest says to be, and why it may be somebody else. */
export interface Likeness {
	seat: Seat;
	/** A phone holds it already; somebody is here as it; several guests say the same. */
	doubt: 'held' | 'present' | 'two' | null;
}

/**
 * [S18] For each guest nobody has bound the one entry with that name and building, with whatever speaks
 * against it. Seats with powers over others are left out: they are never known by a typed name.
 */
export function likenesses(
	roll: RollState,
	attendance: AttendanceState,
	personOf: PersonOf
): ReadonlyMap<SeatId, Likeness> {
	const bound = new Set(roll.order.map((id) => roll.seats[id]!.boundTo));
	const entries = byKey(
		roll.order
			.map((id) => roll.seats[id]!)
			.filter((seat) => !seat.guest && !TRUSTED.includes(seat.role)),
		personOf
	);
	const found = new Map<SeatId, Likeness>();
	for (const [key, guests] of byKey(unboundGuests(roll), personOf)) {
		const [seat, other] = entries.get(key) ?? [];
		if (!seat || other) continue;
		const held = seat.held || bound.has(seat.id);
		const doubt =
			guests.length > 1 ? 'two' : held ? 'held' : isPresent(attendance, seat.id) ? 'present' : null;
		for (const guest of guests) found.set(guest.id, { seat, doubt });
	}
	return found;
}

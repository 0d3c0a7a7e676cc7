/**
 * Which guest is which roll entry, by name and building. One function for the decision and for the
 * clerk's screen, so that the button shows exactly what it will do.
 */
import type { Person, SeatId, SeatRole } from '../names.ts';
import { sameKey } from '../words.ts';
import type { RollState, Seat } from './roll.ts';

/** Looks up a name: in the hidden roll on the server, in the directory on a screen. */
export type PersonOf = (seat: SeatId) => Person | null | undefined;

/** Roles with powers over others: bound by hand or by personal link, never by a typed name. */
const TRUSTED: readonly SeatRole[] = ['chair', 'cochair', 'clerk', 'helper', 'timekeeper'];

/** Name and building as compared; null when the name was erased. */
export function matchKey(personOf: PersonOf, seat: SeatId): string | null {
	const person = personOf(seat);
	return person ? sameKey(person.name, person.building) : null;
}

/** Guests that nobody has bound yet, in the order they came. */
export function unboundGuests(roll: RollState): Seat[] {
	return roll.order
		.map((id) => roll.seats[id]!)
		.filter((seat) => seat.guest && seat.boundTo === null);
}

/** Entries that no phone holds and no guest became. */
export function unclaimed(roll: RollState): Seat[] {
	const bound = new Set(roll.order.map((id) => roll.seats[id]!.boundTo));
	return roll.order
		.map((id) => roll.seats[id]!)
		.filter((seat) => !seat.guest && !seat.held && !bound.has(seat.id));
}

function byKey(seats: readonly Seat[], personOf: PersonOf): Map<string, Seat[]> {
	const groups = new Map<string, Seat[]>();
	for (const seat of seats) {
		const key = matchKey(personOf, seat.id);
		if (key !== null) groups.set(key, [...(groups.get(key) ?? []), seat]);
	}
	return groups;
}

/** [S18] Guests with the one unclaimed entry that each is; left out where there is any doubt. */
export function matches(roll: RollState, personOf: PersonOf): { guest: Seat; seat: Seat }[] {
	const entries = byKey(
		unclaimed(roll).filter((seat) => !TRUSTED.includes(seat.role)),
		personOf
	);
	const pairs: { guest: Seat; seat: Seat }[] = [];
	for (const [key, guests] of byKey(unboundGuests(roll), personOf)) {
		const seats = entries.get(key);
		if (guests.length === 1 && seats?.length === 1)
			pairs.push({ guest: guests[0]!, seat: seats[0]! });
	}
	return pairs;
}

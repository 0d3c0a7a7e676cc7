/**
 * Decides that a guest is somebody on the roll. The phone moves to the entry, and so does whatever
 * attendance the guest had (`attendance/evolve.ts`).
 *
 * Invariants: an entry that a phone holds or a guest already became is never bound a second time;
 * a seat at the desk is never matched by a name alone.
 */
import type { Decision, Outcome } from '../context.ts';
import type { Hidden, HiddenWrite } from '../hidden.ts';
import type { MeetingState } from '../meeting.ts';
import type { SeatId, SeatRole } from '../names.ts';
import { own } from '../own.ts';
import { refuse } from '../refusal.ts';
import { sameKey } from '../words.ts';
import { settleAsks } from './holding.ts';
import type { RollCommand, RollState, Seat } from './roll.ts';

type Of<T extends RollCommand['type']> = Extract<RollCommand, { type: T }>;

/** Roles with powers over others: bound by hand or by personal link, never by a typed name. */
const TRUSTED: readonly SeatRole[] = ['chair', 'cochair', 'clerk', 'helper', 'timekeeper'];

/** Name and building as compared; null when the name was erased. */
export function matchKey(hidden: Hidden, seat: SeatId): string | null {
	const person = hidden.roll.people.get(seat);
	return person ? sameKey(person.name, person.building) : null;
}

/** The decision that binds one guest to one entry, already checked. */
export function bindOne(
	state: MeetingState,
	hidden: Hidden,
	guest: Seat,
	seat: Seat
): Decision & { hidden: HiddenWrite[] } {
	const session = hidden.roll.holders.get(guest.id);
	const writes: HiddenWrite[] = [];
	if (session !== undefined)
		writes.push(
			{ slice: 'roll', op: 'let-go', seat: guest.id },
			{ slice: 'roll', op: 'hold', seat: seat.id, session },
			...settleAsks(hidden.roll, seat.id, session)
		);
	return {
		facts: [{ type: 'roll.bound', body: { guest: guest.id, seat: seat.id } }],
		hidden: writes
	};
}

/** Entries that some guest already became. */
function boundEntries(roll: RollState): Set<SeatId> {
	const bound = new Set<SeatId>();
	for (const id of roll.order) {
		const target = roll.seats[id]!.boundTo;
		if (target !== null) bound.add(target);
	}
	return bound;
}

/** [S17] The clerk says who a guest is. */
export function decideBind(state: MeetingState, hidden: Hidden, command: Of<'roll.bind'>): Outcome {
	const guest = own(state.roll.seats, command.guest);
	const seat = own(state.roll.seats, command.seat);
	if (!guest?.guest || !seat || seat.guest) return refuse('no-such-seat');
	if (guest.boundTo) return refuse('already-bound');
	const holder = hidden.roll.holders.get(seat.id);
	if (holder !== undefined && holder !== hidden.roll.holders.get(guest.id))
		return refuse('already-bound');
	return bindOne(state, hidden, guest, seat);
}

/** Groups seats by name and building. */
function byKey(hidden: Hidden, seats: readonly Seat[]): Map<string, Seat[]> {
	const groups = new Map<string, Seat[]>();
	for (const seat of seats) {
		const key = matchKey(hidden, seat.id);
		if (key !== null) groups.set(key, [...(groups.get(key) ?? []), seat]);
	}
	return groups;
}

/** Guests and the one unclaimed entry that each is, where there is no doubt. */
export function matches(state: MeetingState, hidden: Hidden): { guest: Seat; seat: Seat }[] {
	const seats = state.roll.order.map((id) => state.roll.seats[id]!);
	const bound = boundEntries(state.roll);
	const free = seats.filter(
		(seat) =>
			!seat.guest &&
			!TRUSTED.includes(seat.role) &&
			!hidden.roll.holders.has(seat.id) &&
			!bound.has(seat.id)
	);
	const entries = byKey(hidden, free);
	const guests = byKey(
		hidden,
		seats.filter((seat) => seat.guest && seat.boundTo === null)
	);
	const pairs: { guest: Seat; seat: Seat }[] = [];
	for (const [key, same] of guests) {
		const seat = entries.get(key);
		if (same.length === 1 && seat?.length === 1) pairs.push({ guest: same[0]!, seat: seat[0]! });
	}
	return pairs;
}

/** [S18] One key for all exact matches. */
export function decideBindMatches(state: MeetingState, hidden: Hidden): Outcome {
	const pairs = matches(state, hidden);
	if (pairs.length === 0) return refuse('no-match');
	const decisions = pairs.map(({ guest, seat }) => bindOne(state, hidden, guest, seat));
	return {
		facts: decisions.flatMap((decision) => decision.facts),
		hidden: decisions.flatMap((decision) => decision.hidden)
	};
}

/** What screens ask of the roll. Pure; names come from the directory the viewer was given. */
import { SEAT_ROLES, type SeatId, type SeatRole } from '../names.ts';
import type { MeetingState } from '../registry.ts';
import { getOwn } from '../get-own.ts';
import { seatsInRole } from './in-role.ts';
import { isStaff, seatOf, type RollState, type Seat } from './roll.ts';
import { unboundGuests } from './unbound-guests.ts';

/** Seats as shown in lists: without guests that turned out to be somebody on the roll. */
export function visibleSeats(roll: RollState): Seat[] {
	return roll.order.map((id) => roll.seats[id]!).filter((seat) => seat.boundTo === null);
}

/** Of these seats the first that has one of the roles, the first role before the second. */
export function seatWithRole(
	roll: RollState,
	held: readonly SeatId[],
	roles: readonly SeatRole[]
): SeatId | undefined {
	for (const role of roles) {
		const seat = held.find((id) => getOwn(roll.seats, id)?.role === role);
		if (seat) return seat;
	}
	return undefined;
}

/** Those who vote, by number. */
export function votingSeats(roll: RollState): Seat[] {
	return visibleSeats(roll)
		.filter((seat) => seat.votes)
		.sort((a, b) => a.no - b.no);
}

/** The seat with this number on its card; the clerk works by number. */
export function seatByNo(roll: RollState, no: number): Seat | undefined {
	return no > 0 ? visibleSeats(roll).find((seat) => seat.no === no) : undefined;
}

/** Seats grouped by role, in the order in which roles are introduced; empty roles left out. */
export function byRole(roll: RollState): { role: SeatRole; seats: Seat[] }[] {
	const seats = visibleSeats(roll);
	return SEAT_ROLES.map((role) => ({
		role,
		seats: seats.filter((seat) => seat.role === role)
	})).filter((group) => group.seats.length > 0);
}

/** Seats that this helper's phone acts for (A9). */
export function helpedBy(roll: RollState, helper: SeatId): Seat[] {
	return visibleSeats(roll).filter((seat) => seat.helper === helper);
}

/** Voting seats without a phone that nobody acts for yet. */
export function unhelped(roll: RollState): Seat[] {
	return votingSeats(roll).filter((seat) => !seat.hasPhone && seat.helper === null);
}

/**
 * The seat that a phone shows first (A8): the one asked for if the phone holds it, else the first
 * that is not staff, else any; null when it holds none. A guest seat that was bound is its roll entry.
 */
export function phoneSeat(
	roll: RollState,
	held: readonly SeatId[],
	wished: SeatId | null
): Seat | null {
	const seats = phoneSeats(roll, held);
	const asked = wished === null ? undefined : seatOf(roll, wished);
	return (
		seats.find((seat) => seat.id === asked?.id) ??
		seats.find((seat) => !isStaff(seat)) ??
		seats[0] ??
		null
	);
}

/** The seats on one phone, each once. */
export function phoneSeats(roll: RollState, held: readonly SeatId[]): Seat[] {
	const seats = held.map((id) => seatOf(roll, id)).filter((seat) => seat !== undefined);
	return [...new Set(seats)];
}

/** The one seat that stands on the roll now and did not before; undefined when there is not exactly one. */
export function addedSeat(before: RollState, after: RollState): Seat | undefined {
	const fresh = after.order.filter((id) => getOwn(before.seats, id) === undefined);
	const entries = fresh.map((id) => after.seats[id]!).filter((seat) => !seat.guest);
	return entries.length === 1 ? entries[0] : undefined;
}

/** [S33] An urgent meeting without a list: everyone who comes is a member. */
export function isForWhoeverComes({ plan, roll }: Pick<MeetingState, 'plan' | 'roll'>): boolean {
	const listed = (id: SeatId) => roll.seats[id]!.votes && !roll.seats[id]!.guest;
	return Boolean(plan.details?.urgentReason) && !roll.order.some(listed);
}

/** Whether somebody was named to keep the list; in an urgent meeting nobody may have been. */
export function hasClerk(roll: RollState): boolean {
	return seatsInRole(roll, 'clerk').length > 0;
}

/** Guests that nobody has bound yet: they wait at the door. */
export function guestsWaiting(roll: RollState): Seat[] {
	return unboundGuests(roll);
}

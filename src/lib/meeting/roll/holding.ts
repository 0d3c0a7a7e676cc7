/** Which phone holds what: small questions about `HiddenRoll`, asked by the decisions. */
import type { Hooks } from '../hooks.ts';
import type { Hidden, HiddenWrite, LotWrite } from '../registry.ts';
import type { SeatId } from '../names.ts';
import { forgetPerson } from '../forget-person.ts';
import { getOwn } from '../get-own.ts';
import { depart, type HiddenRoll, type SeatRequest } from './hidden.ts';
import { countsForPhone, type RollState } from './roll.ts';

/** Seats that a session holds. */
export function heldBy(roll: RollState, hidden: HiddenRoll, session: string): SeatId[] {
	const seats: SeatId[] = [];
	for (const [seat, holder] of hidden.holders)
		if (holder === session && getOwn(roll.seats, seat)) seats.push(seat);
	return seats;
}

/** How many of a phone's three places are taken (A8): voting seats and guests, not staff. */
export function placesOf(roll: RollState, hidden: HiddenRoll, session: string): number {
	return heldBy(roll, hidden, session).filter((id) => countsForPhone(roll.seats[id]!)).length;
}

/** Writes that drop what a session still asks for on this seat. */
export function settleAsks(hidden: HiddenRoll, seat: SeatId, session: string): HiddenWrite[] {
	const its = (one: SeatRequest) => one.seat === seat && one.session === session;
	return [
		...hidden.requests
			.filter(its)
			.map(({ id }): HiddenWrite => ({ slice: 'roll', op: 'settle', request: id })),
		...hidden.hallAsks.filter(its).map(({ id }) => dropAsk(id))
	];
}

/** An ask by the hall's QR is answered, or taken back. */
export function dropAsk(ask: string): LotWrite {
	return { slice: 'roll', lot: 'hall-asks', key: ask, value: null };
}

/** Writes that forget when and whence the guest in this seat came. */
export function departures(hidden: HiddenRoll, seat: SeatId): HiddenWrite[] {
	return hidden.arrivals.filter((arrival) => arrival.seat === seat).map(({ id }) => depart(id));
}

/** Writes for a seat that goes from the roll: who it was, which phone holds or asks for it, whence they came. */
export function forgetSeat(hidden: Hidden, seat: SeatId, hooks: Hooks): HiddenWrite[] {
	const writes = forgetPerson(hidden, seat, hooks);
	if (hidden.roll.holders.has(seat)) writes.push({ slice: 'roll', op: 'let-go', seat });
	writes.push(...departures(hidden.roll, seat));
	for (const request of hidden.roll.requests)
		if (request.seat === seat) writes.push({ slice: 'roll', op: 'settle', request: request.id });
	for (const ask of hidden.roll.hallAsks) if (ask.seat === seat) writes.push(dropAsk(ask.id));
	return writes;
}

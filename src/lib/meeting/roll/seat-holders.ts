/** Who holds which seat: asked by authority and by every view, decided by neither. */
import { getOwn } from '../get-own.ts';
import type { SeatId } from '../names.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { isOutside } from './hidden.ts';

/** Seats held by a session, in roll order; who was sent out holds none until they are let in. */
export function seatsOf(state: MeetingState, hidden: Hidden, session: string | null): SeatId[] {
	if (session === null) return [];
	const held = bySession(hidden.roll.holders).get(session) ?? [];
	const seats = held.filter(
		(seat) => getOwn(state.roll.seats, seat) !== undefined && !isOutside(hidden, seat)
	);
	if (seats.length < 2) return seats;
	return seats.sort((a, b) => state.roll.order.indexOf(a) - state.roll.order.indexOf(b));
}

type Holders = Hidden['roll']['holders'];
const known = new WeakMap<Holders, ReadonlyMap<string, SeatId[]>>();

/** The holders turned round, once for each: every command and every join asks for its session. */
function bySession(holders: Holders): ReadonlyMap<string, SeatId[]> {
	const before = known.get(holders);
	if (before) return before;
	const seats = new Map<string, SeatId[]>();
	for (const [seat, session] of holders) {
		const list = seats.get(session);
		if (list) list.push(seat);
		else seats.set(session, [seat]);
	}
	known.set(holders, seats);
	return seats;
}

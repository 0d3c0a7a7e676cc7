/**
 * Decides that a guest is somebody on the roll. The phone moves to the entry, and so does whatever
 * attendance the guest had (`attendance/evolve.ts`).
 *
 * Invariants: an entry that a phone holds or a guest already became is never bound a second time;
 * a seat at the desk is never matched by a name alone.
 */
import type { Decision, Outcome } from '../context.ts';
import type { Hooks } from '../hooks.ts';
import type { Hidden, HiddenWrite, MeetingState } from '../registry.ts';
import { getOwn } from '../get-own.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { isOutside } from './hidden.ts';
import { departures, settleAsks } from './holding.ts';
import type { RollCommand, Seat } from './roll.ts';

type Of<T extends RollCommand['type']> = Extract<RollCommand, { type: T }>;

/** Binds one guest to one entry, whose phones were checked. */
export function bindOne(
	state: MeetingState,
	hidden: Hidden,
	guest: Seat,
	seat: Seat,
	hooks: Hooks
): (Decision & { hidden: HiddenWrite[] }) | Refusal {
	// [S33] Who came to an urgent meeting without a list votes; as somebody of a later list they could again.
	if (guest.votes && hooks.tookPart(state, hidden, guest.id)) return refuse('voted-as-guest');
	const session = hidden.roll.holders.get(guest.id);
	const writes: HiddenWrite[] = [...hooks.onBound(hidden, guest.id, seat.id)];
	if (session !== undefined)
		writes.push(
			{ slice: 'roll', op: 'let-go', seat: guest.id },
			{ slice: 'roll', op: 'hold', seat: seat.id, session },
			...settleAsks(hidden.roll, seat.id, session)
		);
	writes.push(...departures(hidden.roll, guest.id));
	return {
		events: [{ type: 'roll.bound', body: { guest: guest.id, seat: seat.id } }],
		hidden: writes
	};
}

/** [S17] [S18] The clerk says who a guest is, one guest at a time. */
export function decideBind(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.bind'>,
	hooks: Hooks
): Outcome {
	const guest = getOwn(state.roll.seats, command.guest);
	const seat = getOwn(state.roll.seats, command.seat);
	if (!guest?.guest || !seat || seat.guest) return refuse('no-such-seat');
	if (guest.boundTo) return refuse('already-bound');
	if (isOutside(hidden, guest.id) || isOutside(hidden, seat.id)) return refuse('sent-out');
	const holder = hidden.roll.holders.get(seat.id);
	if (holder !== undefined && holder !== hidden.roll.holders.get(guest.id))
		return refuse('already-bound');
	return bindOne(state, hidden, guest, seat, hooks);
}

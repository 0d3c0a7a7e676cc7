/**
 * The roll after one event.
 *
 * Invariants: answers with the same reference when nothing changed; a seat's channel follows what
 * its person last said about where they are.
 */
import { isPresent } from '../attendance/attendance.ts';
import type { MeetingEvent, MeetingState, StateOf } from '../registry.ts';
import type { Channel, SeatId, SeatRole } from '../names.ts';
import { getOwn } from '../get-own.ts';
import { withEntry, withoutEntry } from '../overlay-record.ts';
import { isPrivate, postpones } from '../plan/view.ts';
import { emptyRoll, type RollState, type Seat } from './roll.ts';

/** The slice as every phone loads it. */
export const rollState: StateOf<'roll'> = { shape: 5, empty: emptyRoll, evolve: evolveRoll };

/** The roll with one seat changed; the same roll when the seat is gone or already so. */
function patch(roll: RollState, id: SeatId, change: Partial<Seat>): RollState {
	const seat = getOwn(roll.seats, id);
	if (!seat) return roll;
	if ((Object.keys(change) as (keyof Seat)[]).every((key) => seat[key] === change[key]))
		return roll;
	return { ...roll, seats: withEntry(roll.seats, id, { ...seat, ...change }) };
}

function append(roll: RollState, added: readonly Seat[]): RollState {
	let { seats } = roll;
	for (const seat of added) seats = withEntry(seats, seat.id, seat);
	return { ...roll, seats, order: [...roll.order, ...added.map((seat) => seat.id)] };
}

function remove(roll: RollState, id: SeatId): RollState {
	const seat = getOwn(roll.seats, id);
	if (!seat) return roll;
	const seats = withoutEntry(roll.seats, id);
	const order = roll.order.filter((one) => one !== id);
	const next = { ...roll, seats, order };
	// Whoever helps is a helper, if only at home: a flood of guests is removed without looking at every seat.
	return seat.homeRole === 'helper' ? help(next, id, []) : next;
}

/** Exactly these seats are helped by this helper. */
function help(roll: RollState, helper: SeatId, listed: readonly SeatId[]): RollState {
	let next = roll;
	for (const id of roll.order) {
		if (listed.includes(id)) next = patch(next, id, { helper });
		else if (roll.seats[id]!.helper === helper) next = patch(next, id, { helper: null });
	}
	return next;
}

/** [S20] One chair, and one whose chair it is: whoever was that before takes back nothing any more. */
function withoutHomeChair(roll: RollState, except: SeatId): RollState {
	let next = roll;
	for (const seat of Object.values(roll.seats))
		if (seat.homeRole === 'chair' && seat.id !== except)
			next = patch(next, seat.id, {
				homeRole: 'member',
				role: seat.role === 'chair' ? 'member' : seat.role
			});
	return next;
}

/** A role for good; whoever is no longer a helper helps nobody. */
function give(roll: RollState, id: SeatId, role: SeatRole): RollState {
	const next = patch(role === 'chair' ? withoutHomeChair(roll, id) : roll, id, {
		role,
		homeRole: role
	});
	return role === 'helper' ? next : help(next, id, []);
}

function giveTime(roll: RollState, id: SeatId, more: boolean): RollState {
	const seat = getOwn(roll.seats, id);
	if (!seat) return roll;
	const { moreTime, ...usual } = seat;
	if ((moreTime ?? false) === more) return roll;
	return {
		...roll,
		seats: withEntry(roll.seats, id, more ? { ...usual, moreTime: true } : usual)
	};
}

function withoutOffer(roll: RollState): RollState {
	const rest = { ...roll };
	delete rest.offered;
	return rest;
}

/** The old chair falls back to what it was; whose chair it is becomes a member (in older journals co-chair). */
function handChair(
	roll: RollState,
	{
		from,
		to,
		former = 'cochair'
	}: { from: SeatId | null; to: SeatId; former?: 'member' | 'cochair' }
): RollState {
	const old = from === null ? undefined : getOwn(roll.seats, from);
	const role = old?.homeRole === 'chair' ? former : old?.homeRole;
	const without = old && role ? patch(roll, old.id, { role }) : roll;
	return patch(withoutOffer(without), to, { role: 'chair' });
}

function bind(roll: RollState, guest: SeatId, seat: SeatId, state: MeetingState): RollState {
	const before = getOwn(roll.seats, guest);
	const entry = getOwn(roll.seats, seat);
	if (!before || !entry) return roll;
	const channel = isPresent(state.attendance, seat) ? entry.channel : before.channel;
	const took = before.moreTime ? giveTime(roll, seat, true) : roll;
	const held = entry.held || before.held;
	const bound = patch(took, seat, { held, channel, side: entry.side ?? before.side });
	return patch(bound, guest, { held: false, votes: false, boundTo: seat, helper: null });
}

/** Whoever answers 参加 means the hall, unless they take part by telephone. */
function answered(roll: RollState, id: SeatId, rsvp: 'coming' | 'online' | 'leave'): RollState {
	if (rsvp === 'leave') return roll;
	const coming: Channel = getOwn(roll.seats, id)?.channel === 'phone' ? 'phone' : 'hall';
	return patch(roll, id, { channel: rsvp === 'online' ? 'online' : coming });
}

/** The roll after one event. */
function evolveRoll(roll: RollState, event: MeetingEvent, state: MeetingState): RollState {
	switch (event.type) {
		case 'plan.sign-in-opened':
		case 'plan.opened':
			return roll.joinOpen || isPrivate(state.plan) ? roll : { ...roll, joinOpen: true };
		case 'plan.amended':
			return postpones(state.plan, event) ? { ...roll, joinOpen: false } : roll;
		case 'plan.closed':
			return roll.joinOpen ? { ...roll, joinOpen: false } : roll;
		case 'roll.added':
			return append(roll, event.body.seats);
		case 'roll.guest-seated':
			return append(roll, [event.body.seat]);
		case 'roll.removed':
			return remove(roll, event.body.seat);
		case 'roll.changed': {
			const { seat } = event.body;
			const next = patch(roll, seat.id, seat);
			return seat.role === 'helper' ? next : help(next, seat.id, []);
		}
		case 'roll.claimed':
		case 'roll.taken-over':
			return patch(roll, event.body.seat, { held: true });
		case 'roll.released':
			return patch(roll, event.body.seat, { held: false });
		case 'roll.bound':
			return bind(roll, event.body.guest, event.body.seat, state);
		case 'roll.helped':
			return help(roll, event.body.helper, event.body.seats);
		case 'roll.time-given':
			return giveTime(roll, event.body.seat, event.body.more);
		case 'roll.sided':
			return patch(roll, event.body.seat, { side: event.body.side });
		case 'roll.role-given':
			return give(roll, event.body.seat, event.body.role);
		case 'roll.chair-handed':
			return handChair(roll, event.body);
		case 'roll.chair-offered':
			return { ...roll, offered: event.body.to };
		case 'roll.chair-declined':
			return withoutOffer(roll);
		case 'roll.join-opened':
			return roll.joinOpen === event.body.open ? roll : { ...roll, joinOpen: event.body.open };
		case 'attendance.signed-in':
			return patch(roll, event.body.seat, { channel: event.body.channel });
		case 'minutes.corrected': {
			const { change } = event.body;
			if (change?.is !== 'sign-in' || change.came === null) return roll;
			return patch(roll, change.seat, { channel: change.came });
		}
		case 'attendance.answered':
			return answered(roll, event.body.seat, event.body.rsvp);
		default:
			return roll;
	}
}

/** How events change the live sound; whoever goes is no longer let speak. */
import type { SeatId } from '../names.ts';
import type { MeetingEvent, StateOf } from '../registry.ts';
import { boundSeat, boundSeats } from '../roll/roll.ts';
import { seatIn, withSeat, type Call } from './call.ts';
import type { CallsState } from './calls.ts';

/** The slice as every phone loads it. */
export const callsState: StateOf<'calls'> = {
	shape: 3,
	empty: () => ({ hall: null, letSpeak: [], video: [] }),
	evolve: evolveCalls
};

function evolveCalls(calls: CallsState, event: MeetingEvent): CallsState {
	switch (event.type) {
		case 'calls.hall-opened':
			return { ...calls, hall: { since: event.at, by: event.actor }, letSpeak: [] };
		case 'calls.hall-closed':
			return { ...calls, hall: null, letSpeak: [] };
		case 'calls.let-speak-set': {
			const { seat, open } = event.body;
			const others = without(calls, seat);
			return open ? { ...others, letSpeak: [...others.letSpeak, seat] } : others;
		}
		case 'roll.bound':
			return recognise(calls, event.body);
		case 'calls.begun': {
			const { call: id, item } = event.body;
			const begun = { id, item, since: event.at, seats: [], endedAt: null, result: null };
			return { ...calls, video: [...calls.video, begun] };
		}
		case 'calls.seat-set': {
			const { call, ...seat } = event.body;
			return inCall(calls, call, (one) => withSeat(one, seat));
		}
		case 'calls.ended':
			return inCall(calls, event.body.call, (call) => ({
				...call,
				endedAt: event.at,
				result: event.body.result
			}));
		case 'calls.private-ended': {
			const { call: id, since, result } = event.body;
			const over = { id, item: null, since, seats: [], endedAt: event.at, result };
			return { ...calls, video: [...calls.video, over] };
		}
		case 'attendance.signed-in':
		case 'attendance.sign-in-undone':
		case 'attendance.stepped-out':
		case 'attendance.excused':
			return leftAlone(without(calls, event.body.seat), event.body.seat);
		default:
			return calls;
	}
}

/** The same without this seat among those whom the chair lets speak. */
function without(calls: CallsState, seat: SeatId): CallsState {
	if (!calls.letSpeak.includes(seat)) return calls;
	return { ...calls, letSpeak: calls.letSpeak.filter((one) => one !== seat) };
}

/** A guest who turned out to be on the roll is let speak, and is in calls, as that. */
function recognise(calls: CallsState, bound: { guest: SeatId; seat: SeatId }): CallsState {
	const is = boundSeat(bound);
	// Who is in a call under both stands there as what they are on the roll.
	const video = calls.video.map((call) => {
		if (!seatIn(call, bound.guest)) return call;
		const others = call.seats.filter((one) => one.seat !== bound.seat);
		return { ...call, seats: others.map((one) => ({ ...one, seat: is(one.seat) })) };
	});
	return { ...calls, letSpeak: boundSeats(calls.letSpeak, bound), video };
}

function inCall(calls: CallsState, id: string, change: (call: Call) => Call): CallsState {
	return { ...calls, video: calls.video.map((call) => (call.id === id ? change(call) : call)) };
}

/** Whoever goes, or takes part from elsewhere, is in no call any more. */
function leftAlone(calls: CallsState, seat: SeatId): CallsState {
	return calls.video.reduce((all, { id, endedAt, seats }) => {
		const own = endedAt === null && seats.find((one) => one.seat === seat);
		const isThere = own && (own.is === 'in' || own.is === 'invited');
		return isThere ? inCall(all, id, (call) => withSeat(call, { ...own, is: 'left' })) : all;
	}, calls);
}

/** How events change the live sound; whoever goes is no longer let speak. */
import type { SeatId } from '../names.ts';
import type { MeetingEvent, StateOf } from '../registry.ts';
import type { CallsState } from './calls.ts';

/** The slice as every phone loads it. */
export const callsState: StateOf<'calls'> = {
	shape: 1,
	empty: () => ({ hall: null, letSpeak: [] }),
	evolve: evolveCalls
};

function evolveCalls(calls: CallsState, event: MeetingEvent): CallsState {
	switch (event.type) {
		case 'calls.hall-opened':
			return { hall: { since: event.at, by: event.actor }, letSpeak: [] };
		case 'calls.hall-closed':
			return { hall: null, letSpeak: [] };
		case 'calls.let-speak-set': {
			const { seat, open } = event.body;
			const others = without(calls, seat);
			return open ? { ...others, letSpeak: [...others.letSpeak, seat] } : others;
		}
		case 'roll.bound':
			return recognise(calls, event.body.guest, event.body.seat);
		case 'attendance.signed-in':
		case 'attendance.sign-in-undone':
		case 'attendance.stepped-out':
		case 'attendance.excused':
			return without(calls, event.body.seat);
		default:
			return calls;
	}
}

/** The same without this seat among those whom the chair lets speak. */
function without(calls: CallsState, seat: SeatId): CallsState {
	if (!calls.letSpeak.includes(seat)) return calls;
	return { ...calls, letSpeak: calls.letSpeak.filter((one) => one !== seat) };
}

/** A guest who turned out to be on the roll is let speak as that. */
function recognise(calls: CallsState, guest: SeatId, seat: SeatId): CallsState {
	if (!calls.letSpeak.includes(guest)) return calls;
	const others = calls.letSpeak.filter((one) => one !== seat);
	return { ...calls, letSpeak: others.map((one) => (one === guest ? seat : one)) };
}

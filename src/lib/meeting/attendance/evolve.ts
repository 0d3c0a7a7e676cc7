/**
 * Attendance after one event.
 *
 * Invariants: the first sign-in and its lateness stay when somebody steps out and comes back; a guest
 * who becomes a roll entry brings along what is known of them.
 */
import type { MeetingEvent, MeetingState, StateOf } from '../registry.ts';
import type { Instant, SeatId } from '../names.ts';
import { getOwn } from '../get-own.ts';
import { withEntry, withoutEntry } from '../overlay-record.ts';
import { postpones } from '../plan/view.ts';
import { attendanceOf, type Attendance, type AttendanceState } from './attendance.ts';
import { emptyAttendance } from './attendance.ts';

/** The slice as every phone loads it. */
export const attendanceState: StateOf<'attendance'> = {
	shape: 3,
	empty: emptyAttendance,
	evolve: evolveAttendance
};

function patch(
	attendance: AttendanceState,
	seat: SeatId,
	change: Partial<Attendance>
): AttendanceState {
	const before = attendanceOf(attendance, seat);
	return { of: withEntry(attendance.of, seat, { ...before, ...change }) };
}

function drop(attendance: AttendanceState, seat: SeatId): AttendanceState {
	if (!getOwn(attendance.of, seat)) return attendance;
	return { of: withoutEntry(attendance.of, seat) };
}

/** [A8] The guest's attendance becomes the entry's, unless the entry was already signed in. */
function bind(attendance: AttendanceState, guest: SeatId, seat: SeatId): AttendanceState {
	const known = getOwn(attendance.of, guest);
	if (!known) return attendance;
	const entry = attendanceOf(attendance, seat);
	const rest = drop(attendance, guest);
	if (known.signedInAt === null) return rest;
	if (entry.signedInAt === null) return patch(rest, seat, { ...known, rsvp: entry.rsvp });
	// Signed in twice, as a guest and by the clerk: here if either is here, since the earlier time.
	const { status, at } = entry.status === 'present' ? entry : known;
	const first = entry.signedInAt <= known.signedInAt ? entry : known;
	const { signedInAt, fact, late, backfilled } = first;
	return patch(rest, seat, {
		...{ status, at, signedInAt, fact, late },
		...(backfilled ? { backfilled } : {})
	});
}

/** [M21] Came after all, since the beginning for all that is known; or never came. */
function corrected(
	attendance: AttendanceState,
	{ at, seq, actor, body }: Extract<MeetingEvent, { type: 'minutes.corrected' }>,
	{ plan }: MeetingState
): AttendanceState {
	const { change } = body;
	if (change?.is === 'late') return onTime(attendance, change.seat, !change.late);
	if (change?.is !== 'sign-in') return attendance;
	const { seat, came, was } = change;
	const before = attendanceOf(attendance, seat);
	if (came === null) {
		const status = before.rsvp === 'leave' ? 'leave' : 'expected';
		// The number stays: it says which sign-in was none.
		return patch(attendance, seat, { status, at, signedInAt: null, late: false });
	}
	if (was !== null) return attendance;
	const signedInAt = plan.openedAt ?? at;
	const fact = before.fact ?? seq;
	const late = false;
	return patch(attendance, seat, {
		...{ status: 'present', at, signedInAt, fact, late },
		by: by(actor, seat)
	});
}

/** [M21] Was there and had been forgotten, or not. */
function onTime(attendance: AttendanceState, seat: SeatId, is: boolean): AttendanceState {
	const { backfilled, ...rest } = attendanceOf(attendance, seat);
	const right = { ...rest, late: !is, ...(is ? { backfilled: backfilled ?? true } : {}) };
	return { of: withEntry(attendance.of, seat, right) };
}

/** [P15] What people answered stays; that they came today does not. */
function nobodyHere(attendance: AttendanceState, at: Instant): AttendanceState {
	let next = attendance;
	for (const seat of Object.keys(attendance.of)) {
		const { rsvp, signedInAt } = attendanceOf(attendance, seat);
		if (signedInAt === null) continue;
		const status = rsvp === 'leave' ? 'leave' : 'expected';
		next = patch(next, seat, { status, at, signedInAt: null, fact: null, late: false });
	}
	return next;
}

/** Attendance after one event. */
function evolveAttendance(
	attendance: AttendanceState,
	event: MeetingEvent,
	state: MeetingState
): AttendanceState {
	const at = event.at;
	switch (event.type) {
		case 'attendance.answered': {
			const { seat, rsvp } = event.body;
			const status = rsvp === 'leave' ? 'leave' : 'expected';
			return patch(attendance, seat, { status, at, rsvp, by: by(event.actor, seat) });
		}
		case 'attendance.signed-in': {
			const { seat, late, backfilled = false } = event.body;
			const before = attendanceOf(attendance, seat);
			const again = before.signedInAt !== null;
			return patch(attendance, seat, {
				status: 'present',
				at,
				signedInAt: before.signedInAt ?? at,
				// A sign-in that was none keeps its number; this one is another.
				fact: again ? before.fact : event.seq,
				late: again ? before.late : late,
				...(backfilled && !again ? { backfilled } : {}),
				by: by(event.actor, seat)
			});
		}
		case 'attendance.sign-in-undone': {
			const { seat } = event.body;
			const status = attendanceOf(attendance, seat).rsvp === 'leave' ? 'leave' : 'expected';
			const change = {
				...{ status, at, signedInAt: null, fact: null, late: false },
				by: by(event.actor, seat)
			};
			const { of } = patch(attendance, seat, change as Partial<Attendance>);
			const { backfilled, ...rest } = of[seat]!;
			return backfilled ? { of: withEntry(of, seat, rest) } : { of };
		}
		case 'attendance.excused': {
			const { seat } = event.body;
			const actor = by(event.actor, seat);
			return patch(attendance, seat, { status: 'leave', at, rsvp: 'leave', by: actor });
		}
		case 'attendance.stepped-out':
			return patch(attendance, event.body.seat, { status: 'left', at });
		case 'attendance.returned':
			return patch(attendance, event.body.seat, { status: 'present', at });
		case 'plan.amended':
			return postpones(state.plan, event) ? nobodyHere(attendance, at) : attendance;
		case 'minutes.corrected':
			return corrected(attendance, event, state);
		case 'roll.bound':
			return bind(attendance, event.body.guest, event.body.seat);
		case 'roll.removed':
			return drop(attendance, event.body.seat);
		default:
			return attendance;
	}
}

/** Who did it, when it was somebody else. */
function by(actor: string, seat: SeatId): string | null {
	return actor === seat ? null : actor;
}

/**
 * Decides attendance: answers to the invitation, sign-in, leave, stepping out and coming back.
 *
 * Invariants: nobody signs in twice; what a phone's connection does never decides anything here; who
 * did it for whom is the event's actor (代录). Rules: `RULES.md`, quoted as [A1] …
 */
import type { Context, Outcome } from '../context.ts';
import type { Hooks } from '../hooks.ts';
import type { Hidden, LotWrite, MeetingState } from '../registry.ts';
import type { Channel, SeatId } from '../names.ts';
import { forgetReason } from './reasons.ts';
import { getOwn } from '../get-own.ts';
import { refuseUnlessPlannedOrOpen, whenSigningIn } from '../phase.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { hasSpoken } from '../queue/fairness.ts';
import { OFFICE } from '../role-groups.ts';
import { isOutside } from '../roll/hidden.ts';
import type { Seat } from '../roll/roll.ts';
import { parseText } from '../parse-text.ts';
import {
	attendanceOf,
	isLate,
	isPresent,
	REASON_LENGTH,
	type AttendanceCommand,
	type AttendanceEvent
} from './attendance.ts';

type Of<T extends AttendanceCommand['type']> = Extract<AttendanceCommand, { type: T }>;

/** Events and private writes for one attendance command, or why not. Permission was checked before. */
export function decideAttendance(
	state: MeetingState,
	hidden: Hidden,
	command: AttendanceCommand,
	{ actor }: Context,
	hooks: Hooks
): Outcome {
	// When somebody came the desk has seen; nobody says it of themselves.
	if ('earlier' in command && !OFFICE.includes(actor.role)) return refuse('not-allowed');
	const early = command.type === 'attendance.rsvp' || command.type === 'attendance.leave';
	const shut = early ? refuseUnlessPlannedOrOpen(state) : whenSigningIn(state);
	if (shut) return shut;
	if (command.type === 'attendance.sign-in-all') return decideSignInAll(state, hidden, command);
	const seat = getOwn(state.roll.seats, command.seat);
	if (!seat) return refuse('no-such-seat');
	if (seat.boundTo) return refuse('already-bound');
	switch (command.type) {
		case 'attendance.rsvp':
			return decideRsvp(state, hidden, command);
		case 'attendance.sign-in': {
			if (isPresent(state.attendance, seat.id)) return refuse('already-present');
			if (isOutside(hidden, seat.id)) return refuse('sent-out');
			return { events: [arrival(state, seat, command)] };
		}
		case 'attendance.undo-sign-in':
			if (attendanceOf(state.attendance, seat.id).signedInAt === null) return refuse('not-present');
			// Whoever spoke, voted or wrote a card was there, whatever is pressed now.
			if (hasSpoken(state.queue, seat.id)) return refuse('has-spoken');
			if (hooks.tookPart(state, hidden, seat.id)) return refuse('took-part');
			return { events: [{ type: 'attendance.sign-in-undone', body: { seat: seat.id } }] };
		case 'attendance.leave': {
			const reason = reasonOf(command.reason);
			if (typeof reason !== 'string') return reason;
			const body = { seat: seat.id };
			return {
				events: [{ type: 'attendance.excused', body }],
				hidden: keepReason(hidden, seat.id, reason)
			};
		}
		case 'attendance.step-out':
			if (!isPresent(state.attendance, seat.id)) return refuse('not-present');
			return { events: [{ type: 'attendance.stepped-out', body: { seat: seat.id } }] };
		case 'attendance.return':
			if (isOutside(hidden, seat.id)) return refuse('sent-out');
			if (isPresent(state.attendance, seat.id)) return refuse('already-present');
			if (attendanceOf(state.attendance, seat.id).signedInAt === null) return refuse('not-present');
			return { events: [{ type: 'attendance.returned', body: { seat: seat.id } }] };
	}
}

/** Whoever chairs and opens the meeting says by that press that they are here [A16]. */
export function chairOpens(state: MeetingState, { actor }: Context): AttendanceEvent[] {
	const seat = getOwn(state.roll.seats, actor.id);
	const opens = state.plan.phase === 'planned' && seat?.role === 'chair';
	if (!opens || isPresent(state.attendance, seat.id)) return [];
	return [arrival(state, seat, {})];
}

/**
 * [A2] [A13] Whoever was here before comes back; anybody else signs in, late when sign-in is over, unless they have
 * only been entered late.
 */
function arrival(
	state: MeetingState,
	seat: Seat,
	{ channel = seat.channel, earlier }: { channel?: Channel; earlier?: true }
): AttendanceEvent {
	if (attendanceOf(state.attendance, seat.id).status === 'left' && channel === seat.channel)
		return { type: 'attendance.returned', body: { seat: seat.id } };
	const over = isLate(state.runsheet);
	const body = { seat: seat.id, channel, late: over && !earlier && !seat.unawaited };
	return {
		type: 'attendance.signed-in',
		body: over && earlier ? { ...body, backfilled: true } : body
	};
}

/** [A3] The clerk ticks several at once; those already here are passed over, and who was sent out. */
function decideSignInAll(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'attendance.sign-in-all'>
): Outcome {
	const events: AttendanceEvent[] = [];
	for (const id of new Set(command.seats)) {
		const seat = getOwn(state.roll.seats, id);
		if (!seat) return refuse('no-such-seat');
		if (seat.boundTo) return refuse('already-bound');
		if (!isPresent(state.attendance, id) && !isOutside(hidden, id))
			events.push(arrival(state, seat, command.earlier ? { earlier: true } : {}));
	}
	if (events.length > 0) return { events };
	return refuse(command.seats.some((id) => isOutside(hidden, id)) ? 'sent-out' : 'already-present');
}

/** [A5] Answers count before the meeting opens; afterwards one signs in or asks for leave. */
function decideRsvp(state: MeetingState, hidden: Hidden, command: Of<'attendance.rsvp'>): Outcome {
	const { seat, rsvp } = command;
	if (state.plan.phase !== 'planned') return refuse('rsvp-closed');
	const reason = rsvp === 'leave' ? reasonOf(command.reason) : '';
	if (typeof reason !== 'string') return reason;
	return {
		events: [{ type: 'attendance.answered', body: { seat, rsvp } }],
		hidden: keepReason(hidden, seat, reason)
	};
}

/** The reason in the person's words, '' where none was given. */
function reasonOf(raw: string | undefined): string | Refusal {
	return parseText(raw, { max: REASON_LENGTH, lines: true });
}

/** [A12] Why somebody is away is hidden: the last word holds, and none takes the former away. */
function keepReason({ lots }: Hidden, seat: SeatId, reason: string): LotWrite[] {
	if (reason === '') return forgetReason(lots, seat);
	return [{ slice: 'attendance', lot: 'leave-reasons', key: seat, value: reason }];
}

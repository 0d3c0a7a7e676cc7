/**
 * Attendance as facts: who said they would come, who is here since when, who left. What a socket
 * does is presence, not attendance, and never counts here.
 */
import type { Channel, Instant, SeatId, TextRef } from '../names.ts';

export type AttendanceStatus = 'expected' | 'present' | 'left' | 'leave';
export type Rsvp = 'coming' | 'online' | 'leave';

export interface Attendance {
	status: AttendanceStatus;
	/** Since when the status holds. */
	at: Instant;
	/** First sign-in; null before it. */
	signedInAt: Instant | null;
	/** Came after sign-in was over, with the time in `signedInAt`. */
	late: boolean;
	/** Ticked by somebody else: that seat, or `organiser`. */
	by: string | null;
	/** 请假 reason. */
	reason: TextRef | null;
	rsvp: Rsvp | null;
}

export interface AttendanceState {
	of: Record<SeatId, Attendance>;
}

export function emptyAttendance(): AttendanceState {
	return { of: {} };
}

export type AttendanceCommand =
	| { type: 'attendance.rsvp'; seat: SeatId; rsvp: Rsvp; reason?: string }
	| { type: 'attendance.sign-in'; seat: SeatId; channel?: Channel }
	/** Clerk: several at once. */
	| { type: 'attendance.sign-in-all'; seats: SeatId[] }
	| { type: 'attendance.undo-sign-in'; seat: SeatId }
	| { type: 'attendance.leave'; seat: SeatId; reason?: string }
	| { type: 'attendance.step-out'; seat: SeatId }
	| { type: 'attendance.return'; seat: SeatId };

export type AttendanceFact =
	| {
			type: 'attendance.answered';
			body: { seat: SeatId; rsvp: Rsvp; reason: TextRef | null };
	  }
	| { type: 'attendance.signed-in'; body: { seat: SeatId; channel: Channel; late: boolean } }
	| { type: 'attendance.sign-in-undone'; body: { seat: SeatId } }
	| { type: 'attendance.excused'; body: { seat: SeatId; reason: TextRef | null } }
	| { type: 'attendance.stepped-out'; body: { seat: SeatId } }
	| { type: 'attendance.returned'; body: { seat: SeatId } };

/** True when the seat counts as present now. */
export function isPresent(attendance: AttendanceState, seat: SeatId): boolean {
	return Object.hasOwn(attendance.of, seat) && attendance.of[seat]!.status === 'present';
}

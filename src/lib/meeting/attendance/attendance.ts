/**
 * Attendance as facts: who said they would come, who is here since when, who left. What a socket
 * does is presence, not attendance, and never counts here.
 */
import type { Channel, Instant, SeatId } from '../names.ts';
import { getOwn } from '../get-own.ts';
import type { RunsheetState } from '../runsheet/runsheet.ts';
import type { AttendanceFact } from './facts.ts';

declare module '../registry.ts' {
	interface Slices {
		attendance: {
			state: AttendanceState;
			command: AttendanceCommand;
			event: AttendanceEvent;
			/** Why a seat is on leave (请假原因), in the person's words; the key is the seat [A12]. */
			lots: { 'leave-reasons': { key: SeatId; value: string } };
			private: LeaveReasons;
			fact: AttendanceFact;
			refusal: AttendanceRefusal;
		};
	}
}

export type AttendanceRefusal = 'not-present' | 'already-present' | 'rsvp-closed' | 'no-such-unit';

export type AttendanceStatus = 'expected' | 'present' | 'left' | 'leave';
export type Rsvp = 'coming' | 'online' | 'leave';

export interface Attendance {
	status: AttendanceStatus;
	/** Since when the status holds. */
	at: Instant;
	/** First sign-in; null before it. */
	signedInAt: Instant | null;
	/** Number of the event with which they signed in; null before it. */
	fact: number | null;
	/** Came after sign-in was over, with the time in `signedInAt`. */
	late: boolean;
	/** 补录: was here, and was entered only later; `signedInAt` is when it was entered. Left out where not. */
	backfilled?: boolean;
	/** Ticked by somebody else: that seat, or `organiser`. */
	by: string | null;
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
	/** `earlier`: the desk says that somebody has been here since before sign-in was over. */
	| { type: 'attendance.sign-in'; seat: SeatId; channel?: Channel; earlier?: true }
	/** Clerk: several at once. */
	| { type: 'attendance.sign-in-all'; seats: SeatId[]; earlier?: true }
	| { type: 'attendance.undo-sign-in'; seat: SeatId }
	| { type: 'attendance.leave'; seat: SeatId; reason?: string }
	| { type: 'attendance.step-out'; seat: SeatId }
	| { type: 'attendance.return'; seat: SeatId };

export type AttendanceEvent =
	| { type: 'attendance.answered'; body: { seat: SeatId; rsvp: Rsvp } }
	| {
			type: 'attendance.signed-in';
			body: { seat: SeatId; channel: Channel; late: boolean; backfilled?: true };
	  }
	| { type: 'attendance.sign-in-undone'; body: { seat: SeatId } }
	| { type: 'attendance.excused'; body: { seat: SeatId } }
	| { type: 'attendance.stepped-out'; body: { seat: SeatId } }
	| { type: 'attendance.returned'; body: { seat: SeatId } };

/** What the room knows of a seat that nobody has said anything about. */
const UNKNOWN: Attendance = {
	status: 'expected',
	at: 0,
	signedInAt: null,
	fact: null,
	late: false,
	by: null,
	rsvp: null
};

/** What is known of one seat; `expected` since 0 when nothing is. */
export function attendanceOf(attendance: AttendanceState, seat: SeatId): Attendance {
	return getOwn(attendance.of, seat) ?? UNKNOWN;
}

/** True when the seat counts as present now. */
export function isPresent(attendance: AttendanceState, seat: SeatId): boolean {
	return attendanceOf(attendance, seat).status === 'present';
}

/** True when whoever signs in now is late: the room has gone past its last sign-in stage (S1.25). */
export function isLate(runsheet: RunsheetState): boolean {
	const now = runsheet.stages.findIndex((stage) => stage.id === runsheet.stageId);
	const signin = runsheet.stages.map((stage) => stage.kind).lastIndexOf('signin');
	return signin >= 0 && now > signin;
}

/** Seat → why it is on leave; the desk sees all, others their own [A12]. */
export type LeaveReasons = Readonly<Record<SeatId, string>>;

/** Graphemes in the reason given for being away. */
export const REASON_LENGTH = 200;

/**
 * What screens ask of attendance: the counters of ① 签到, the quorum light, the share of
 * non-officials. Whole numbers only, so that every device shows the same.
 */
import type { MeetingState } from '../registry.ts';
import type { Channel, Role, SeatId } from '../names.ts';
import type { QuorumRule } from '../plan/plan.ts';
import { CHAIRS } from '../role-groups.ts';
import { seatsInRole } from '../roll/in-role.ts';
import { isStaff, type RollState, type Seat } from '../roll/roll.ts';
import { attendanceOf as recordOf, type Attendance, type AttendanceState } from './attendance.ts';

/** Voting seats by where they are now; of a list `due` is the sum of present, left, leave and absent. */
export interface Counts {
	/** 应到 */
	due: number;
	/** 实到: here now, through any channel. */
	present: number;
	hall: number;
	online: number;
	phone: number;
	/** 中途离开 */
	left: number;
	/** 请假 */
	leave: number;
	/** 未到 */
	absent: number;
	/** 迟到, among those who came. */
	late: number;
	/** Here now, without a vote, to work; who works is here as soon as their page was opened. */
	staff: number;
	/** Here now without a vote for another reason: advisers, observers, supervisors. */
	others: number;
	/** Here now by the shared code and bound to nobody. */
	guests: number;
}

/** Numbers of a moment, as the minutes state them: 应到, 实到 and through which channel. */
export type Headcount = Pick<Counts, 'due' | 'present' | 'hall' | 'online' | 'phone' | 'leave'>;

/** What is known of one seat. */
export function attendanceOf(state: MeetingState, seat: SeatId): Attendance {
	return recordOf(state.attendance, seat);
}

/** 实到: everybody with a vote who signed in, also those who left before the end. */
export function cameWithVote({ roll, attendance }: MeetingState): number {
	return roll.order.filter(
		(id) => roll.seats[id]!.votes && recordOf(attendance, id).signedInAt !== null
	).length;
}

export function seats(
	roll: RollState,
	attendance: AttendanceState
): { seat: Seat; record: Attendance }[] {
	return roll.order.map((id) => ({ seat: roll.seats[id]!, record: recordOf(attendance, id) }));
}

const counted = new WeakMap<AttendanceState, { roll: RollState; sum: Counts }>();

/** [A9] The counters of the sign-in screen (S1.25); counted once for all pages drawn of a state. */
export function counts({ roll, attendance }: MeetingState): Counts {
	const known = counted.get(attendance);
	if (known?.roll === roll) return known.sum;
	const sum = countsOf(roll, attendance);
	counted.set(attendance, { roll, sum });
	return sum;
}

function countsOf(roll: RollState, attendance: AttendanceState): Counts {
	const sum: Counts = {
		due: 0,
		present: 0,
		hall: 0,
		online: 0,
		phone: 0,
		left: 0,
		leave: 0,
		absent: 0,
		late: 0,
		staff: 0,
		others: 0,
		guests: 0
	};
	for (const { seat, record } of seats(roll, attendance)) {
		const here = record.status === 'present';
		if (!seat.votes) {
			if (isHere(seat, record))
				sum[seat.guest ? 'guests' : isStaff(seat) ? 'staff' : 'others'] += 1;
			continue;
		}
		if (here) sum[seat.channel] += 1;
		// Whoever just came to an urgent meeting was not awaited: they are present, and never absent.
		if (seat.guest && record.status === 'expected') continue;
		if (!seat.guest) sum.due += 1;
		sum[record.status === 'expected' ? 'absent' : record.status] += 1;
		if (record.late) sum.late += 1;
	}
	return sum;
}

/** [A14] Signed in, or at work: whose page for it was opened need not be ticked off like those who come to talk. */
export function isHere(seat: Seat, { status }: Attendance): boolean {
	return status === 'present' || (status === 'expected' && isStaff(seat) && seat.held);
}

/** [A15] Somebody who keeps the list is at work; where nobody is, whoever chairs does what that takes. */
export function clerkHere({
	roll,
	attendance
}: Pick<MeetingState, 'roll' | 'attendance'>): boolean {
	return seatsInRole(roll, 'clerk').some((id) => isHere(roll.seats[id]!, recordOf(attendance, id)));
}

/** [A15] Chairs a meeting in which no clerk is at work. */
export function chairsAlone(state: Pick<MeetingState, 'roll' | 'attendance'>, role: Role): boolean {
	return CHAIRS.includes(role) && !clerkHere(state);
}

export interface Quorum {
	present: number;
	due: number;
	/** The smallest number that meets the rule. */
	needed: number;
	met: boolean;
}

/** More than half, where a plan says nothing else. */
const HALF: QuorumRule = { num: 1, den: 2, strict: true };

/** [A10] The quorum light: those present now against the plan's rule. */
export function quorum(state: MeetingState): Quorum {
	const { present, due } = counts(state);
	const { num, den, strict } = state.plan.details?.quorum ?? HALF;
	const rest = (due * num) % den;
	const whole = (due * num - rest) / den;
	const needed = num > 0 && (strict || rest > 0) ? whole + 1 : whole;
	return { present, due, needed, met: num === 0 || (due > 0 && present >= needed) };
}

/** Where somebody will probably take part: as they answered the invitation, else as the roll says. */
export function usualChannel(state: MeetingState, seat: Seat): Channel {
	const { rsvp } = recordOf(state.attendance, seat.id);
	if (rsvp === 'online') return 'online';
	return rsvp === 'coming' ? 'hall' : seat.channel;
}

/** The numbers of this moment. */
export function headcountOf(state: MeetingState): Headcount {
	const { due, present, hall, online, phone, leave } = counts(state);
	return { due, present, hall, online, phone, leave };
}

/** Who may read which part of the attendance. */
import { seen, CLOCK, COUNT, ID, type DisclosureOf, type Fields } from '../disclosure/decision.ts';
import type { AttendanceState } from './attendance.ts';

const fields: Fields<AttendanceState> = {
	of: {
		each: {
			status: seen('counters and quorum on every screen are counted from it; why is hidden [A12]'),
			at: seen(CLOCK),
			signedInAt: seen(CLOCK),
			fact: seen(ID),
			late: seen(COUNT),
			backfilled: seen(COUNT),
			by: seen('who entered it is told with it (代录)'),
			rsvp: seen('who would be away from home is not told before they are here')
		}
	}
};

export const attendanceDisclosure: DisclosureOf<'attendance'> = {
	fields,
	texts: {
		'attendance.answered': 'none',
		'attendance.signed-in': 'none',
		'attendance.sign-in-undone': 'none',
		'attendance.excused': 'none',
		'attendance.stepped-out': 'none',
		'attendance.returned': 'none'
	}
};

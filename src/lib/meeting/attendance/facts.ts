/**
 * What the minutes tell of attendance. Comings and goings before the meeting opens are preparation, and
 * signing in on time is no line of its own.
 */
import type { Channel, SeatId } from '../names.ts';
import { isOpen } from '../plan/plan.ts';
import type { FactsOf } from '../registry.ts';

export type AttendanceFact =
	| { what: 'came'; seat: SeatId; channel: Channel; late: boolean; backfilled?: true }
	| { what: 'left'; seat: SeatId }
	| { what: 'returned'; seat: SeatId }
	| { what: 'excused'; seat: SeatId };

export const attendanceFacts: FactsOf<'attendance'> = {
	of(before, event) {
		if (event.type === 'attendance.signed-in') {
			const { late, backfilled } = event.body;
			return late || backfilled ? { what: 'came', ...event.body } : null;
		}
		if (!isOpen(before.plan)) return null;
		switch (event.type) {
			case 'attendance.stepped-out':
				return { what: 'left', seat: event.body.seat };
			case 'attendance.returned':
				return { what: 'returned', seat: event.body.seat };
			case 'attendance.excused':
				return { what: 'excused', seat: event.body.seat };
			default:
				return null;
		}
	},
	rows: { came: {}, left: {}, returned: {}, excused: {} }
};

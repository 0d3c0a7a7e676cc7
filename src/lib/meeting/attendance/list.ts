/**
 * The sign-in list of the clerk: everybody on the roll with where they are, whether their phone is
 * connected, and the filters over it. What a phone does is shown here and never counted.
 */
import type { MeetingState } from '../registry.ts';
import type { SeatId } from '../names.ts';
import type { Seat } from '../roll/roll.ts';
import { visibleSeats } from '../roll/view.ts';
import { attendanceOf, type Attendance } from './attendance.ts';

export interface Line {
	seat: Seat;
	record: Attendance;
	/** `none`: no phone sits here; `unknown` until presence has told. */
	phone: 'none' | 'unknown' | 'connected' | 'lost';
}

export const FILTERS = ['all', 'absent', 'hall', 'online', 'no-phone', 'lost'] as const;
export type Filter = (typeof FILTERS)[number];

/** Those who vote by number, then the others in roll order, then guests nobody has bound. */
export function signInList(state: MeetingState, connected?: readonly SeatId[]): Line[] {
	const on = connected && new Set(connected);
	const rank = (seat: Seat): number => (seat.votes ? 0 : seat.guest ? 2 : 1);
	return visibleSeats(state.roll)
		.sort((a, b) => rank(a) - rank(b) || (a.votes ? a.no - b.no : 0))
		.map((seat) => ({
			seat,
			record: attendanceOf(state.attendance, seat.id),
			phone: !seat.held ? 'none' : !on ? 'unknown' : on.has(seat.id) ? 'connected' : 'lost'
		}));
}

/** True when the line belongs under the filter. `lost`: here, but the phone that sits there is gone. */
export function passes({ seat, record, phone }: Line, filter: Filter): boolean {
	switch (filter) {
		case 'all':
			return true;
		case 'absent':
			return record.status === 'expected' && seat.votes;
		case 'hall':
		case 'online':
			return seat.channel === filter;
		case 'no-phone':
			return !seat.hasPhone;
		case 'lost':
			return phone === 'lost' && record.status === 'present';
	}
}

/** Those who can be ticked and signed in together: not here, not on leave. */
export function canBeTicked({ record }: Line): boolean {
	return record.status === 'expected' || record.status === 'left';
}

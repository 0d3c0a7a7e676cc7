/** Where somebody is, in a few words with the time: 14:21签到, 15:05到（迟到）, 请假, 未到. */
import { m } from './paraglide/messages.js';
import type { Attendance } from '#lib/meeting/attendance/attendance.ts';
import { formatTime } from './when.ts';

/** The status of one seat for lists. */
export function formatStatus(record: Attendance): string {
	switch (record.status) {
		case 'expected':
			return m.attendance_expected();
		case 'leave':
			return m.attendance_leave();
		case 'left':
			return m.attendance_left_at({ time: formatTime(record.at) });
		case 'present': {
			if (record.backfilled) return m.attendance_backfilled();
			const time = formatTime(record.signedInAt ?? record.at);
			return record.late
				? `${m.attendance_late()} ${m.attendance_late_at({ time })}`
				: m.attendance_signed_in_at({ time });
		}
	}
}

/** Who came, as a document says it: in numbers for everybody, person by person for the desk. */
import type { AttendanceLine, MeetingRecord } from '#lib/meeting/record/record.ts';
import { officeName, together, type Words } from './fact-words.ts';
import { formatList } from './list.ts';
import { m } from './paraglide/messages.js';
import { channelName, roleName } from './seat-words.ts';
import { formatTime } from './when.ts';

type Attendance = MeetingRecord['attendance'];
/** Who is here without a part: what they are stands beside them (S2.47). */
const LOOK_ON: readonly string[] = ['observer', 'supervisor', 'adviser'];

/** 应到24人，实到21人：现场15，线上6。请假3人，未到0人 … in sentences; names nobody. */
export function attendanceInNumbers({ counts, came, how, quorum }: Attendance): string {
	const ways = formatList([
		...(how.hall > 0 ? [m.attendance_hall({ n: how.hall })] : []),
		...(how.online > 0 ? [m.attendance_online({ n: how.online })] : []),
		...(how.phone > 0 ? [m.attendance_phone({ n: how.phone })] : [])
	]);
	const awaited = counts.due > 0;
	const first = awaited
		? m.attendance_doc_due({ due: counts.due, came })
		: m.attendance_came({ n: came });
	return together(
		came > 0
			? m.attendance_doc_ways({ sum: first, ways })
			: m.attendance_doc_nobody({ sum: first }),
		...(awaited ? [m.attendance_doc_away({ leave: counts.leave, absent: counts.absent })] : []),
		...(awaited ? [m.attendance_doc_needed({ n: quorum.needed })] : []),
		...(how.late > 0 ? [m.attendance_doc_late({ n: how.late })] : []),
		...(how.left > 0 ? [m.attendance_doc_left({ n: how.left })] : []),
		...(how.entered > 0 ? [m.attendance_doc_entered({ n: how.entered })] : []),
		...(how.proxies > 0 ? [m.attendance_doc_proxies({ n: how.proxies })] : []),
		...(how.observers > 0 ? [m.attendance_doc_observers({ n: how.observers })] : []),
		...(how.supervisors > 0 ? [m.attendance_doc_supervisors({ n: how.supervisors })] : [])
	);
}

/** 现场, 线上, 电话; of who did not come: 请假 (never why), 未到. */
export function cameWords({ came, channel }: AttendanceLine): string {
	if (came === 'leave') return m.attendance_leave();
	return came === 'absent' ? m.attendance_expected() : channelName(channel);
}

/** 旁听 · 迟到 · 15:40中途离开 · 孙晓彤代录 · 委托李建国投票. */
export function cameRemarks(
	{ seat, role, came, late, backfilled, leftAt, by, proxy }: AttendanceLine,
	words: Pick<Words, 'name'>
): string {
	// A sign-in that was taken back is nothing that somebody entered.
	const entered = came !== 'absent' && by !== null && by !== seat;
	return formatList([
		...(LOOK_ON.includes(role) ? [roleName(role as 'observer')] : []),
		...(late ? [m.attendance_late()] : []),
		...(backfilled ? [m.attendance_backfilled()] : []),
		...(leftAt === null ? [] : [m.attendance_left_at({ time: formatTime(leftAt) })]),
		...(entered ? [m.minutes_entered_by({ name: officeName(by, words) })] : []),
		...(proxy === null ? [] : [m.attendance_doc_proxy({ name: words.name(proxy) })])
	]);
}

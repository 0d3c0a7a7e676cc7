/** 到会情况 on paper: in numbers; on the desk's copy who came, when and how, who was excused, who entered it. */
import { attendanceSentences, cameRemarks, cameWords } from '#lib/i18n/attendance-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatTime } from '#lib/i18n/when.ts';
import type { Block } from '../paper.ts';
import type { PaperOf } from '../papers.ts';
import { text, type Pen } from '../writing.ts';

function attendanceBlocks(pen: Pen): Block[] {
	const { meeting, attendance } = pen.source.record;
	if (meeting.openedAt === null) return [];
	const people = attendance.people.filter(({ votes, came }) => votes || came !== 'absent');
	const sums = text('body', { text: attendanceSentences(attendance).join('') });
	if (people.length === 0) return [sums];
	return [
		sums,
		{
			is: 'table',
			widths: [10, 20, 26, 14, 12, 18],
			middle: [0, 3, 4],
			head: [
				m.print_sheet_no(),
				m.export_name(),
				m.print_sheet_title(),
				m.attendance_doc_how(),
				m.attendance_doc_when(),
				m.attendance_doc_remarks()
			],
			rows: people.map((one) => [
				one.no > 0 ? String(one.no) : '',
				pen.name(one.seat),
				pen.about(one.seat),
				cameWords(one),
				one.signedInAt === null ? '' : formatTime(one.signedInAt),
				cameRemarks(one, pen)
			]),
			tall: false
		}
	];
}

export default {
	parts: [{ order: 8, title: m.attendance_doc, blocks: attendanceBlocks }]
} satisfies PaperOf<'attendance'>;

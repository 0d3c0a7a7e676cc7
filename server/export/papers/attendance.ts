/** 到会情况 on paper: in numbers; on the desk's copy who came, when and how, who was excused, who entered it. */
import { attendanceInNumbers, cameRemarks, cameWords } from '#lib/i18n/attendance-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { roleName } from '#lib/i18n/seat-words.ts';
import { formatStamp, formatTime } from '#lib/i18n/when.ts';
import type { Block } from '../paper.ts';
import type { Cell, PaperOf } from '../papers.ts';
import { text, type Pen } from '../writing.ts';

function attendanceBlocks(pen: Pen): Block[] {
	const { meeting, attendance } = pen.source.record;
	if (meeting.openedAt === null) return [];
	const people = attendance.people.filter(({ votes, came }) => votes || came !== 'absent');
	const sums = text('body', { text: attendanceInNumbers(attendance) });
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

const ROLES = { yes: m.list_yes, no: m.list_no };

/** Everybody on the list: for the desk alone. */
function rollTable(pen: Pen) {
	const { people } = pen.source.record.attendance;
	if (people.length === 0) return null;
	return {
		head: [
			m.print_sheet_no(),
			m.export_name(),
			m.print_sheet_building(),
			m.print_sheet_title(),
			m.export_sign_role(),
			m.list_votes_here()
		],
		rows: people.map((one): Cell[] => [
			one.no > 0 ? one.no : null,
			pen.name(one.seat),
			pen.person(one.seat)?.building ?? '',
			pen.person(one.seat)?.title ?? '',
			roleName(one.role),
			(one.votes ? ROLES.yes : ROLES.no)()
		])
	};
}

function attendanceTable(pen: Pen) {
	const { meeting, attendance } = pen.source.record;
	if (meeting.openedAt === null || attendance.people.length === 0) return null;
	return {
		head: [
			m.print_sheet_no(),
			m.export_name(),
			m.attendance_doc_how(),
			m.attendance_doc_when(),
			m.attendance_doc_remarks()
		],
		rows: attendance.people.map((one): Cell[] => [
			one.no > 0 ? one.no : null,
			pen.name(one.seat),
			cameWords(one),
			one.signedInAt === null ? null : formatStamp(one.signedInAt),
			cameRemarks(one, pen)
		])
	};
}

export default {
	lists: [
		{ name: 'roll', order: 10, title: m.list_roll, table: rollTable },
		{ name: 'attendance', order: 20, title: m.attendance_doc, table: attendanceTable }
	],
	parts: [{ order: 8, page: 'sign-in', title: m.attendance_doc, blocks: attendanceBlocks }]
} satisfies PaperOf<'attendance'>;

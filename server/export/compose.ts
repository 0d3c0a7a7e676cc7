/**
 * Writes the paper: 标题, 时间, 地点, 主持, 记录, 出席, 受邀单位, 议程, 会议内容, 结果, 卡片, 异议, 更正, 核对,
 * 签名. In the language now asked for; the same source always gives the same paper.
 */
import { formatList } from '#lib/i18n/list.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { inZone, formatDay, formatTime, formatWhen } from '#lib/i18n/when.ts';
import type { RecordHead } from '#lib/meeting/record/record.ts';
import { checkBlocks, signatureBlocks } from './closing.ts';
import { cleaned, type Paper } from './paper.ts';
import { PAPER_PARTS, type PaperPart } from './papers.ts';
import type { ExportSource } from './source.ts';
import { talkBlocks } from './talk.ts';
import { numbered, penFor, type Pen } from './writing.ts';

/** The paper of this source, with times of this zone (IANA name). */
export function compose(source: ExportSource, zone: string): Paper {
	return inZone(zone, () => cleaned(paperOf(penFor(source), zone)));
}

function paperOf(pen: Pen, zone: string): Paper {
	const { record, told } = pen.source;
	const { meeting } = record;
	const sealed = told.minutes.phase === 'sealed';
	return {
		language: getLocale(),
		title: m.export_title({ title: pen.maybe(meeting.title) }),
		body: pen.maybe(meeting.body),
		mark: sealed ? m.export_mark_sealed() : m.export_mark_draft(),
		status: statusOf(pen),
		foot: m.export_page({ seq: record.seq, code: meeting.code }),
		facts: factsOf(pen),
		blocks: numbered(
			[...PAPER_PARTS, ...ownParts(zone)]
				.sort((one, other) => one.order - other.order)
				.map(({ title, blocks }) => ({ title: title(), blocks: blocks(pen) }))
		),
		at: lastAt(pen)
	};
}

/** The talk itself, and what stands at the end of every paper. */
function ownParts(zone: string): PaperPart[] {
	return [
		{
			order: 20,
			title: m.export_talk,
			blocks: (pen) => (pen.source.record.meeting.openedAt === null ? [] : talkBlocks(pen))
		},
		{ order: 100, title: m.export_chain, blocks: (pen) => checkBlocks(pen, zone) },
		{ order: 110, title: m.export_signatures, blocks: signatureBlocks }
	];
}

/** Where these minutes are in their life, said under the title. */
function statusOf({ source: { record, told } }: Pen): string {
	const { phase, until, sealed } = told.minutes;
	if (sealed) return m.export_sealed({ time: formatWhen(sealed.at, 0) });
	if (phase === 'objections') return m.export_objections({ time: formatWhen(until ?? 0, 0) });
	if (phase === 'answering') return m.export_answering();
	if (phase === 'draft') return m.export_draft();
	if (record.meeting.openedAt === null) return m.export_coming();
	return m.export_live({ seq: record.seq });
}

function lastAt({ source: { record, told } }: Pen): number {
	const { openedAt, closedAt, startsAt } = record.meeting;
	const times = [openedAt, closedAt, told.minutes.sealed?.at, record.lines.at(-1)?.at];
	return Math.max(0, ...times.map((at) => at ?? 0)) || (startsAt ?? 0);
}

function factsOf(pen: Pen): [string, string][] {
	const { meeting, attendance } = pen.source.record;
	const { counts, quorum, people } = attendance;
	const came = (...how: string[]) =>
		people.filter((one) => one.votes && how.includes(one.came)).map(({ seat }) => seat);
	const staff = people.filter(
		({ votes, role, came }) =>
			!votes && came === 'present' && ['adviser', 'observer', 'supervisor', 'guest'].includes(role)
	);
	const rows: [string, string][] = [
		[m.export_time(), timeOf(meeting)],
		[m.export_place(), pen.maybe(meeting.place)],
		[m.export_chair(), pen.names(meeting.chairs)],
		[m.export_clerk(), pen.names(meeting.clerks)]
	];
	if (meeting.openedAt !== null)
		rows.push([
			m.export_attended(),
			formatAttended({
				due: counts.due,
				came: attendance.came,
				leave: counts.leave,
				absent: counts.absent,
				needed: quorum.needed
			})
		]);
	rows.push(
		[m.export_present(), pen.names(came('present', 'left'))],
		[m.export_excused(), pen.names(came('leave'))],
		[m.export_absent(), pen.names(came('absent'))],
		[m.export_others(), pen.names(staff.map(({ seat }) => seat))],
		[m.export_units(), unitsOf(pen)],
		[m.export_matter(), pen.maybe(meeting.matter)],
		[m.export_background(), pen.maybe(meeting.background)],
		[m.export_decides(), pen.maybe(meeting.decides)],
		[m.export_leaves(), pen.maybe(meeting.leaves)],
		[m.export_policies(), policiesOf(pen)],
		[m.export_rules(), meeting.rules?.[getLocale()] ?? ''],
		[m.export_urgent(), pen.maybe(meeting.urgentReason)]
	);
	return rows.filter(([, value]) => value !== '');
}

/** 2026年4月11日星期六 14:30—16:40. */
function timeOf({ openedAt, closedAt, startsAt, endsAt }: RecordHead): string {
	const [from, to] = openedAt === null ? [startsAt, endsAt] : [openedAt, closedAt];
	if (from === null) return '';
	const start = `${formatDay(from)} ${formatTime(from)}`;
	if (to === null) return start;
	const sameDay = formatDay(from) === formatDay(to);
	return `${start}${getLocale() === 'en' ? '–' : '—'}${sameDay ? '' : `${formatDay(to)} `}${formatTime(to)}`;
}

const UNIT = {
	invited: m.plan_unit_invited,
	came: m.plan_unit_came,
	leave: m.plan_unit_leave,
	absent: m.plan_unit_absent
};

function unitsOf(pen: Pen): string {
	return formatList(
		pen.source.record.meeting.units.map(
			({ name, status }) => pen.text(name) + m.export_paren({ words: UNIT[status]() })
		)
	);
}

function policiesOf(pen: Pen): string {
	return pen.source.record.meeting.policies
		.map(({ text, source }) => {
			const said = pen.text(text);
			return source ? m.export_source({ text: said, source: pen.text(source) }) : said;
		})
		.join('\n');
}

/** 应到24人，实到21人，请假1人，未到2人, and the quorum; of an urgent meeting, to which nobody was awaited, how many came. */
function formatAttended(
	numbers: Record<'due' | 'came' | 'leave' | 'absent' | 'needed', number>
): string {
	const { due, came, needed } = numbers;
	if (due === 0) return m.attendance_came({ n: came });
	const quorum = m.export_quorum({ needed });
	return m.export_attended_value(numbers) + m.export_paren({ words: quorum });
}

/** The notice of results in sentences: what is read aloud, and what is pasted into the neighbourhood's chat. */
import { formatDate, formatDay, formatTime } from './when.ts';
import type { NoticeContent } from '#lib/meeting/outcomes/notice/notice-content.ts';
import type { NoticePeriod } from '#lib/meeting/outcomes/outcomes.ts';
import { formatAnswer, formatDissent } from './opinion-words.ts';
import {
	formatClass,
	formatCorrections,
	formatDueOrDone,
	formatFormer,
	formatOrigin,
	formatParty,
	formatPeriod,
	formatReopened,
	formatWhose,
	outcomeDetails
} from './outcome-words.ts';
import { m } from './paraglide/messages.js';
import { getLocale } from './paraglide/runtime.js';
import type { RecordWords } from './record-words.ts';

type Words = Pick<RecordWords, 'name' | 'text' | 'maybe'>;

/** When it was held: 2026年4月11日星期六 14:30—16:40. */
export function formatHeld({ openedAt, closedAt, startsAt }: NoticeContent): string {
	const from = openedAt ?? startsAt;
	if (from === null) return '';
	const start = `${formatDay(from)} ${formatTime(from)}`;
	if (closedAt === null || formatDay(closedAt) !== formatDay(from)) return start;
	return `${start}${getLocale() === 'en' ? '–' : '—'}${formatTime(closedAt)}`;
}

/** What stands above the results, each with its label; nothing that is not known. */
export function noticeFacts(
	content: NoticeContent,
	words: Words
): { label: string; words: string }[] {
	const { due, came, chair } = content;
	return [
		...(content.notice?.agreed
			? [{ label: m.notice_agreed_label(), words: m.notice_agreed() }]
			: []),
		{ label: m.notice_matter(), words: words.maybe(content.matter) },
		{ label: m.notice_when(), words: formatHeld(content) },
		{ label: m.notice_place(), words: words.maybe(content.place) },
		{ label: m.notice_chair(), words: chair === null ? '' : words.name(chair) },
		{
			label: m.notice_came_label(),
			words:
				came === null ? '' : due > 0 ? m.notice_came({ due, came }) : m.notice_came_only({ came })
		}
	].filter((row) => row.words !== '');
}

/** The whole notice as it is read aloud [A6]. */
export function noticeAloud(content: NoticeContent, words: Words): string {
	const labelled = (row: { label: string; words: string }) =>
		row.label + m.export_colon() + row.words;
	return [
		m.notice_title(),
		words.maybe(content.title),
		...noticeFacts(content, words).map(labelled),
		...(content.lines.length === 0 ? [m.outcomes_none()] : []),
		...content.lines.flatMap(({ n, outcome }) => [
			`${n}. ${words.text(outcome.text)}`,
			formatClass(outcome.class),
			...outcomeDetails(outcome, words).map(labelled),
			...formatFormer(outcome, words),
			...formatReopened(outcome, words),
			...formatCorrections(outcome, words).flat()
		]),
		...opinionsAloud(content, words),
		...(content.notice ? [m.notice_say({ until: formatDate(content.notice.until) })] : [])
	].join('\n');
}

/** What became of suggestions, and what somebody sees otherwise with its answer. */
function opinionsAloud({ suggestions, dissents }: NoticeContent, words: Words): string[] {
	const answered = suggestions.flatMap((one) => {
		const name = formatOrigin(one.origin, words);
		return name
			? [m.outcomes_suggestion_group({ name, cards: one.cards }), formatAnswer(one, words)]
			: [];
	});
	const otherwise = dissents.flatMap((one) => {
		const { said, reply, settled } = formatDissent(one, words);
		return [said, reply, ...(settled ? [settled] : [])];
	});
	return [
		...(answered.length > 0 ? [m.outcomes_suggestions(), ...answered] : []),
		...(otherwise.length > 0 ? [m.outcomes_dissents(), ...otherwise] : [])
	];
}

/** 复制群消息: the results in as many lines, and where they stand. */
export function noticeMessage(
	content: NoticeContent & { notice: NoticePeriod },
	words: Words,
	link: string
): string {
	const date = formatDate(content.openedAt ?? content.notice.from);
	const matter = words.maybe(content.matter) || words.maybe(content.title);
	const n = content.lines.length;
	return [
		m.notice_say_head({ title: words.maybe(content.title) }),
		n === 0 ? m.notice_say_none({ date, matter }) : m.notice_say_held({ date, matter, n }),
		...content.lines.map(({ n: number, outcome }) =>
			m.notice_say_line({
				n: number,
				text: words.text(outcome.text),
				of: formatClass(outcome.class),
				who: formatWhose(outcome, words),
				due: formatDueOrDone(outcome)
			})
		),
		m.notice_say_link({ ...formatPeriod(content.notice), link })
	].join('\n');
}

/** 台账行: the head, then a row for each result; pasted into a register as they are. */
export function ledgerRows(content: NoticeContent, words: Words): string[][] {
	const date = formatDate(content.openedAt ?? content.startsAt ?? 0);
	const title = words.maybe(content.title);
	return [
		[
			m.notice_ledger_date(),
			m.notice_ledger_matter(),
			m.export_no(),
			m.export_outcome(),
			m.export_outcome_class(),
			m.export_outcome_owner(),
			m.export_outcome_due(),
			m.outcomes_done()
		],
		...content.lines.map(({ n, outcome }) => [
			date,
			title,
			String(n),
			words.text(outcome.text),
			formatClass(outcome.class),
			outcome.owner ? formatParty(outcome.owner, words) : '',
			outcome.due === null ? '' : formatDate(outcome.due),
			outcome.done ? formatDate(outcome.done.at) : ''
		])
	];
}

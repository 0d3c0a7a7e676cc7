/** The notice to be posted: one A4, black and white, with a code to scan and the record's check code [A26]. */
import { noticeFacts } from '#lib/i18n/notice-words.ts';
import { formatCorrections, formatPeriod } from '#lib/i18n/outcome-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatDate } from '#lib/i18n/when.ts';
import type { Block } from '#server/export/paper.ts';
import { text } from '#server/export/writing.ts';
import type { NoticePaper, NoticePen } from '../notice-pen.ts';
import { resultsBlock } from './shared-passages.ts';
import { opinionBlocks } from './opinions.ts';

/** So many opinions of each kind stand on it, fewer where there is no room. */
const OPINIONS = [12, 6, 4, 2, 1, 0] as const;

/** `sheet`: the same in large print, for those who read small print no more [A6]. */
export function postedNotice(pen: NoticePen, sheet?: 'A3'): NoticePaper | null {
	const { content, filled } = pen;
	const { notice, code, lines } = content;
	if (!notice) return null;
	const corrections = lines.flatMap(({ n, outcome }) =>
		formatCorrections(outcome, pen).map((sentences) => [String(n), sentences.join(' ')])
	);
	const blocks = (most: number): Block[] => [
		resultsBlock(pen),
		...correctionBlocks(corrections),
		...opinionBlocks(pen, most),
		{
			is: 'qr',
			link: pen.address,
			words: [{ text: m.notice_paper_until({ until: formatDate(notice.until) }) }]
		},
		text('hash', { text: m.notice_paper_hash({ code, seq: filled.seq }) }),
		text('hash', { text: filled.head })
	];
	return {
		title: m.notice_title(),
		status: pen.title,
		facts: [
			...noticeFacts(content, pen).map(({ label, words }) => [label, words] as const),
			[m.notice_period_label(), m.notice_paper_period(formatPeriod(notice))]
		],
		blocks: blocks(OPINIONS[0]),
		shorter: OPINIONS.slice(1).map(blocks),
		onePage: true,
		grows: true,
		...(sheet ? { sheet } : {})
	};
}

/** What was put right since it was published, by the number of the result. */
function correctionBlocks(rows: readonly (readonly string[])[]): Block[] {
	if (rows.length === 0) return [];
	const head = [m.export_no(), m.notice_corrections()];
	return [{ is: 'table', widths: [9, 91], middle: [0], head, rows, tall: false }];
}

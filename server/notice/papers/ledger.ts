/** 台账: one row for each result, as the register of the community has them. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { ledgerRows } from '#lib/i18n/notice-words.ts';
import type { NoticePaper, NoticePen } from '../notice-pen.ts';

export function ledger(pen: NoticePen): NoticePaper {
	const [head, ...rows] = ledgerRows(pen.content, pen).map(paired) as [string[], ...string[][]];
	return {
		title: m.notice_ledger_title({ title: pen.title }),
		blocks: [
			{
				is: 'table',
				widths: [22, 9, 25, 11, 15, 18],
				middle: [1, 3],
				head,
				rows,
				tall: false
			}
		]
	};
}

/** Upright, a sheet has no room for eight columns: date and matter stand in one, as do the deadline and 办结. */
function paired([date, matter, no, outcome, of, owner, due, done]: readonly string[]): string[] {
	const both = (...words: (string | undefined)[]) => words.filter(Boolean).join('\n');
	return [both(date, matter), no!, outcome!, of!, owner!, both(due, done)];
}

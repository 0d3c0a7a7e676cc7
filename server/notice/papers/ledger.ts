/** 台账: one row for each result, as the register of the community has them. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { ledgerRows } from '#lib/i18n/notice-words.ts';
import type { NoticePaper, NoticePen } from '../notice-pen.ts';

export function ledger(pen: NoticePen): NoticePaper {
	const [head, ...rows] = ledgerRows(pen.content, pen);
	return {
		title: m.notice_ledger_title({ title: pen.title }),
		blocks: [
			{
				is: 'table',
				widths: [14, 14, 7, 20, 9, 13, 13, 10],
				middle: [2, 4],
				head: head!,
				rows,
				tall: false
			}
		]
	};
}

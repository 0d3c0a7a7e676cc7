/** 协商完成证明: that a matter was deliberated before it is carried out (S3.22). */
import { formatHeld } from '#lib/i18n/notice-words.ts';
import { formatPeriod } from '#lib/i18n/outcome-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { text } from '#server/export/writing.ts';
import type { NoticePaper, NoticePen } from '../notice-pen.ts';
import { outcomeTable } from './outcome-table.ts';

export function certificate(pen: NoticePen): NoticePaper | null {
	const { content, filled } = pen;
	const { lines, notice, due, came, closedAt, code } = content;
	// Only a meeting that is over proves that it was held.
	if (closedAt === null) return null;
	const matter = pen.maybe(content.matter) || pen.title;
	const body = pen.body || m.notice_letter_we();
	return {
		title: m.notice_certificate_title(),
		blocks: [
			text('body', {
				text: m.notice_certificate_says({
					when: formatHeld(content),
					body,
					matter,
					due,
					came,
					n: lines.length
				})
			}),
			text('body', {
				text: notice
					? m.notice_certificate_notice(formatPeriod(notice))
					: m.notice_certificate_no_notice()
			}),
			outcomeTable(pen),
			text('body', { text: m.notice_certificate_only() }),
			{ is: 'qr', link: pen.address, words: [{ text: m.notice_paper_scan() }] },
			text('hash', { text: m.notice_paper_hash({ code, seq: filled.seq }) }),
			text('hash', { text: filled.head }),
			text('said', { text: pen.body }),
			text('said', { text: m.notice_letter_sign() })
		],
		onePage: true
	};
}

/** 协商完成证明: that a matter was deliberated before it is carried out (S3.22). */
import { formatPeriod } from '#lib/i18n/outcome-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { text } from '#server/export/writing.ts';
import type { NoticePaper, NoticePen } from '../notice-pen.ts';
import { heldSentence, resultsBlock, signed } from './shared-passages.ts';

export function certificate(pen: NoticePen): NoticePaper | null {
	const { content, filled } = pen;
	const { notice, closedAt, code } = content;
	// Only a meeting that is over proves that it was held.
	if (closedAt === null) return null;
	return {
		title: m.notice_certificate_title(),
		blocks: [
			text('body', { text: heldSentence(pen, m.notice_certificate_says) }),
			text('body', {
				text: notice
					? m.notice_certificate_notice(formatPeriod(notice))
					: m.notice_certificate_no_notice()
			}),
			resultsBlock(pen),
			text('body', { text: m.notice_certificate_only() }),
			{ is: 'qr', link: pen.address, words: [{ text: m.notice_paper_scan() }] },
			text('hash', { text: m.notice_paper_hash({ code, seq: filled.seq }) }),
			text('hash', { text: filled.head }),
			...signed(pen)
		],
		onePage: true
	};
}

/** The report to the committee above and the 政协, with the four dates of the way there (S5.19). */
import { formatParty, formatPeriod } from '#lib/i18n/outcome-words.ts';
import { formatList } from '#lib/i18n/list.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatDate } from '#lib/i18n/when.ts';
import { text } from '#server/export/writing.ts';
import type { NoticePaper, NoticePen } from '../notice-pen.ts';
import { heldSentence, resultsBlock, signed } from './shared-passages.ts';

export function reportLetter(pen: NoticePen): NoticePaper {
	const { content } = pen;
	const { lines, notice } = content;
	const sent = lines.filter(({ outcome }) => outcome.class === 'recommendation');
	const receivers = [
		...new Set(
			sent.flatMap(({ outcome }) => (outcome.receiver ? [formatParty(outcome.receiver, pen)] : []))
		)
	];
	return {
		title: m.notice_letter_title({ title: pen.title }),
		blocks: [
			text('turn', {
				text:
					receivers.length > 0
						? m.notice_letter_to_named({ receivers: formatList(receivers) })
						: m.notice_letter_to()
			}),
			text('body', { text: heldSentence(pen, m.notice_letter_held) }),
			resultsBlock(pen),
			...(sent.length > 0 ? [text('body', { text: m.notice_letter_ask({ n: sent.length }) })] : []),
			{ is: 'heading', level: 2, text: m.notice_letter_chain() },
			{
				is: 'table',
				widths: [50, 50],
				middle: [],
				head: [m.notice_letter_step(), m.notice_letter_date()],
				rows: [
					[m.notice_letter_gather(), dateOf(content.openedAt)],
					[m.notice_letter_result(), dateOf(content.closedAt ?? content.openedAt)],
					[m.notice_letter_public(), notice ? m.notice_paper_period(formatPeriod(notice)) : ''],
					[m.notice_letter_sent(), dateOf(sent[0]?.outcome.due ?? null)]
				],
				tall: false
			},
			text('body', { text: m.notice_letter_attached({ link: pen.address }) }),
			text('body', { text: m.notice_letter_end() }),
			...signed(pen)
		]
	};
}

const dateOf = (at: number | null) => (at === null ? '' : formatDate(at));

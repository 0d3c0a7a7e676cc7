/** 任务清单: who does what until when, with room to write how far it is. */
import { formatDone } from '#lib/i18n/outcome-words.ts';
import { formatDate } from '#lib/i18n/when.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { NoticePaper, NoticePen } from '../notice-pen.ts';
import { whoOf } from '#server/export/outcome-table.ts';

export function taskList(pen: NoticePen): NoticePaper {
	return {
		title: m.notice_tasks_title({ title: pen.title }),
		blocks: [
			{
				is: 'table',
				widths: [9, 22, 30, 16, 23],
				middle: [0],
				head: [
					m.export_no(),
					m.export_outcome_owner(),
					m.export_outcome_measure(),
					m.export_outcome_due(),
					m.notice_tasks_done()
				],
				// First what is to be done first.
				rows: [...pen.content.lines]
					.sort((one, other) => (one.outcome.due ?? 0) - (other.outcome.due ?? 0))
					.map(({ n, outcome }) => [
						String(n),
						whoOf(outcome, pen),
						`${pen.text(outcome.text)}\n${pen.maybe(outcome.measure)}`,
						outcome.due === null ? '' : formatDate(outcome.due),
						outcome.done ? formatDone(outcome.done, pen) : ''
					]),
				tall: true
			}
		]
	};
}

/**
 * What is printed of the results of one meeting, each kind a paper of its own: drawn from the meeting, never typed again
 * (S4.32). The notice to be posted is for everybody, names by the privacy rule; the others go from the desk to hands.
 */
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { recordWords } from '#lib/i18n/record-words.ts';
import { inZone } from '#lib/i18n/when.ts';
import { cleaned, type Paper } from '#server/export/paper.ts';
import type { NoticePaper, NoticePen } from './notice-pen.ts';
import { certificate } from './papers/certificate.ts';
import { wallChart } from './papers/wall-chart.ts';
import { ledger } from './papers/ledger.ts';
import { reportLetter } from './papers/report-letter.ts';
import { postedNotice } from './papers/posted-notice.ts';
import { taskList } from './papers/task-list.ts';

const PAPERS = {
	notice: (pen: NoticePen) => postedNotice(pen),
	'notice-a3': (pen: NoticePen) => postedNotice(pen, 'A3'),
	tasks: taskList,
	ledger,
	letter: reportLetter,
	certificate,
	chart: (pen: NoticePen) => wallChart(pen),
	'chart-a3': (pen: NoticePen) => wallChart(pen, 'A3')
} satisfies Record<string, (pen: NoticePen) => NoticePaper | null>;

export type NoticePaperName = keyof typeof PAPERS;

/** Whether there is a paper of this name at all. */
export function isNoticePaper(name: string): name is NoticePaperName {
	return Object.hasOwn(PAPERS, name);
}

/** The paper in the language now asked for; null where it is not time for it yet. */
export function writeNoticePaper(
	name: NoticePaperName,
	given: Pick<NoticePen, 'filled' | 'state' | 'address'>,
	zone: string
): Paper | null {
	return inZone(zone, () => {
		const words = recordWords(() => given.filled);
		const { content } = given.filled;
		const body = words.maybe(content.body);
		const title = words.maybe(content.title);
		const paper = PAPERS[name]({ ...words, ...given, content, title, body });
		if (!paper) return null;
		const foot = m.notice_paper_foot({ title, code: content.code });
		const at = content.closedAt ?? content.openedAt ?? content.startsAt ?? 0;
		return cleaned({
			...{ language: getLocale(), body, mark: '', status: '', facts: [], foot, at },
			...paper
		});
	});
}

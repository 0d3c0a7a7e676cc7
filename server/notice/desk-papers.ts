/** The papers of the results as the desk gets them. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { isKept } from '#lib/meeting/outcomes/notice/agreed.ts';
import { shareOriginOf } from '#server/addresses.ts';
import type { App } from '#server/app.ts';
import type { Paper } from '#server/export/paper.ts';
import type { Room } from '#server/meeting/room.ts';
import { noticePreview } from './fill-notice.ts';
import { writeNoticePaper, type NoticePaperName } from './notice-paper.ts';

/** A paper with the word that the desk has for it. */
export interface NoticePrint {
	name: NoticePaperName | 'agreement';
	title: string;
	paper: Paper;
}

/** What stays with those who took part. */
const INSIDE: readonly NoticePaperName[] = ['tasks', 'chart', 'chart-a3'];
/** What is posted, in either size. */
const HUNG_UP: readonly NoticePaperName[] = ['notice', 'notice-a3'];

/** One paper; null where it is not time for it. What is to be posted has names as everybody may read them. */
export function deskPaper(app: App, room: Room, url: URL, name: NoticePaperName): Paper | null {
	// What leaves a private meeting waits until both sides have agreed [Q29].
	if (isKept(room.committed.state) && !INSIDE.includes(name)) return null;
	const address = `${shareOriginOf(app, url)}/n/${room.addressKey}`;
	const filled = noticePreview(room, HUNG_UP.includes(name) ? 'public' : 'members');
	const { state } = room.committed;
	return writeNoticePaper(name, { filled, state, address }, app.config.timeZone);
}

/** What is kept of a meeting with results: all but the chart of the rules, which hangs on the wall anyhow. */
const KEPT = [
	['notice', m.notice_paper_notice],
	['tasks', m.notice_paper_tasks],
	['ledger', m.notice_paper_ledger],
	['letter', m.notice_paper_letter],
	['certificate', m.notice_paper_certificate]
] as const;

/** All that are kept, as far as it is time for them; none of a meeting that has neither results nor a notice. */
export function deskPapers(app: App, room: Room, url: URL): NoticePrint[] {
	const { lines, notice } = room.committed.state.outcomes;
	if (lines.length === 0 && !notice) return [];
	return KEPT.flatMap(([name, title]) => {
		const paper = deskPaper(app, room, url, name);
		return paper ? [{ name, title: title(), paper }] : [];
	});
}

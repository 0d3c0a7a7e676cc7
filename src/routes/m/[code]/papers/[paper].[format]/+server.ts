/** Papers of the notice for the desk. The one to be posted has names as everybody may read them, the others whole. */
import { error } from '@sveltejs/kit';
import { isPrivate } from '#lib/meeting/plan/view.ts';
import { meetingAt } from '#server/auth/meeting-access.ts';
import { deskSource } from '#server/export/source.ts';
import { answerPaper } from '#server/notice/answer-paper.ts';
import { sitsAtDesk } from '#server/notice/desk-page.ts';
import { deskPaper } from '#server/notice/desk-papers.ts';
import { noticePreview } from '#server/notice/fill-notice.ts';
import { isNoticePaper } from '#server/notice/notice-paper.ts';
import { suggestionPaper } from '#server/notice/suggestion-package.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, url, request }) => {
	const { app, seat, account } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	if (!seat && !account) error(401, 'sign-in');
	if (!(await sitsAtDesk(app, room, locals))) error(403, 'not-allowed');
	const { paper, format } = params;
	const [, n] = /^suggestion-([1-9]\d?)$/u.exec(paper) ?? [];
	if (n) {
		// It tells how a result came to be.
		if (isPrivate(room.committed.state.plan)) error(404, 'not-found');
		const source = await deskSource(app, room);
		const members = noticePreview(room, 'members');
		const write = () => suggestionPaper(Number(n), members, source, app.config.timeZone);
		return answerPaper(
			app,
			write,
			{ kind: paper, format, code: room.code, everybody: false },
			request
		);
	}
	if (!isNoticePaper(paper)) error(404, 'not-found');
	const write = () => deskPaper(app, room, url, paper);
	return answerPaper(
		app,
		write,
		{ kind: paper, format, code: room.code, everybody: false },
		request
	);
};

/** The text of agreement on paper, for the desk: to be signed by hand, or with what is kept of its signatures [AG10]. */
import { error } from '@sveltejs/kit';
import { meetingAt } from '#server/auth/meeting-access.ts';
import { agreementPaper } from '#server/export/agreement-paper.ts';
import { deskSource } from '#server/export/source.ts';
import { answerPaper } from '#server/notice/answer-paper.ts';
import { sitsAtDesk } from '#server/notice/desk-page.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, request }) => {
	const { app, seat, account } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	if (!seat && !account) error(401, 'sign-in');
	if (!(await sitsAtDesk(app, room, locals))) error(403, 'not-allowed');
	const source = await deskSource(app, room);
	const write = () => agreementPaper(room, source, app.config.timeZone);
	const { format } = params;
	const named = { kind: 'agreement', format, code: room.code, everybody: false };
	return answerPaper(app, write, named, request);
};

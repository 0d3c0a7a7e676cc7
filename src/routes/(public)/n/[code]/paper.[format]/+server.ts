/** The notice as a paper for everybody, while it is up: names as its page shows them (L18). */
import { error } from '@sveltejs/kit';
import { noticeStep } from '#lib/meeting/outcomes/notice/notice-step.ts';
import { shareOriginOf } from '#server/addresses.ts';
import { answerPaper } from '#server/notice/answer-paper.ts';
import { publicNotice } from '#server/notice/fill-notice.ts';
import { writeNoticePaper } from '#server/notice/notice-paper.ts';
import { noticeRoom } from '#server/record/address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, url, request }) => {
	const { app } = locals;
	const room = await noticeRoom(locals, url, params.code);
	const { state } = room.committed;
	if (noticeStep(state.outcomes.notice, room.now()) !== 'posted') error(404, 'not-found');
	const address = `${shareOriginOf(app, url)}/n/${room.addressKey}`;
	const write = () =>
		writeNoticePaper('notice', { filled: publicNotice(room), state, address }, app.config.timeZone);
	const { format } = params;
	return answerPaper(
		app,
		write,
		{ kind: 'notice', format, code: room.code, everybody: true },
		request
	);
};

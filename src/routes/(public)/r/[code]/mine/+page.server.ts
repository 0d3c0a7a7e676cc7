import { error, fail, redirect } from '@sveltejs/kit';
import { shareOriginOf } from '#server/addresses.ts';
import {
	answerOf,
	forgetAnswer,
	ownPath,
	rememberAnswer,
	rememberedAnswers
} from '#server/record/desk.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url, cookies, setHeaders }) => {
	const { app, https } = locals;
	const room = await app.rooms.byCode(params.code);
	if (!room) error(404, 'unknown-meeting');
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	const asked = url.searchParams.get('k');
	const remembered = rememberedAnswers(cookies, params.code);
	const keys = asked === null ? remembered : [asked, ...remembered.filter((key) => key !== asked)];
	const mine = keys.flatMap((key) => {
		const answer = answerOf(app, room, key);
		if (!answer) return [];
		const text = (ref: { id: string } | null | undefined) =>
			ref ? (room.texts.get(ref.id) ?? null) : null;
		return {
			key,
			no: answer.no,
			status: answer.status,
			at: answer.at,
			dueAt: answer.dueAt,
			words: answer.words ?? text(answer.text),
			reason: answer.reason,
			reply: answer.reply ? { at: answer.reply.at, text: text(answer.reply.text) } : null,
			link: `${shareOriginOf(app, url)}${ownPath(params.code, key)}`
		};
	});
	if (mine[0] && asked === mine[0].key) rememberAnswer(cookies, https, params.code, asked);
	return { code: params.code, mine, fresh: url.searchParams.has('new') };
};

export const actions: Actions = {
	erase: async ({ params, locals, request }) => {
		const room = await locals.app.rooms.byCode(params.code);
		if (!room) error(404, 'unknown-meeting');
		const key = String((await request.formData()).get('key') ?? '').slice(0, 200);
		const refused = await forgetAnswer(locals.app, room, key);
		if (refused) return fail(400, { refused });
		redirect(303, `/r/${params.code}/mine`);
	}
};

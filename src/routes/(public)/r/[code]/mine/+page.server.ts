import { isRehearsal } from '#lib/meeting/plan/view.ts';
import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#server/http/form.ts';
import { catchNotSaved } from '#server/auth/catch-not-saved.ts';
import { shareOriginOf } from '#server/addresses.ts';
import {
	commentOf,
	forgetComment,
	ownPath,
	rememberComment,
	rememberedComments
} from '#server/record/desk.ts';
import { recordRoom } from '#server/record/address.ts';
import type { Actions, PageServerLoad } from './$types';
import { fieldText } from '#lib/meeting/words.ts';

export const load: PageServerLoad = async ({ params, locals, url, cookies, setHeaders }) => {
	const { app, https } = locals;
	const room = await recordRoom(locals, url, params.code);
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	const asked = url.searchParams.get('k');
	const remembered = rememberedComments(cookies, room.addressKey);
	const keys = asked === null ? remembered : [asked, ...remembered.filter((key) => key !== asked)];
	const mine = keys.flatMap((key) => {
		const comment = commentOf(app, room, key);
		if (!comment) return [];
		const text = (ref: { id: string } | null | undefined) =>
			ref ? (room.texts.get(ref.id) ?? null) : null;
		return {
			key,
			no: comment.no,
			status: comment.status,
			at: comment.at,
			dueAt: comment.dueAt,
			words: comment.words ?? text(comment.text),
			reason: comment.reason,
			reply: comment.reply ? { at: comment.reply.at, text: text(comment.reply.text) } : null,
			link: `${shareOriginOf(app, url)}${ownPath(room.addressKey, key)}`
		};
	});
	if (mine[0] && asked === mine[0].key) rememberComment(cookies, https, room.addressKey, asked);
	return {
		key: room.addressKey,
		rehearsal: isRehearsal(room.committed.state.plan),
		mine,
		fresh: url.searchParams.has('new')
	};
};

export const actions: Actions = catchNotSaved<Actions>({
	erase: async ({ params, locals, url, request }) => {
		const room = await recordRoom(locals, url, params.code);
		const key = fieldText((await readForm(request)).get('key'), 200);
		const refused = await forgetComment(locals.app, room, key);
		if (refused) return fail(400, { refused });
		redirect(303, `/r/${room.addressKey}/mine`);
	}
});

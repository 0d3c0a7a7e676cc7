import { error } from '@sveltejs/kit';
import { isPublic } from '#lib/meeting/record/view.ts';
import { shareOriginOf } from '#server/addresses.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const room = await locals.app.rooms.byCode(params.code);
	if (!room) error(404, 'unknown-meeting');
	const { state } = room.stored;
	const open = isPublic(state) && state.plan.openedAt !== null;
	const title = state.plan.details?.title;
	return {
		code: params.code,
		open,
		title: title ? (room.texts.get(title.id) ?? null) : null,
		share: shareOriginOf(locals.app, url)
	};
};

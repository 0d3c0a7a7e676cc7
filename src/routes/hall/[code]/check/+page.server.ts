import { error } from '@sveltejs/kit';
import { shareOriginOf } from '#server/addresses.ts';
import type { PageServerLoad } from './$types';

/** What the projector check has to show: the link that phones will scan. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const room = await locals.app.rooms.byCode(params.code);
	if (!room) error(404, 'unknown-meeting');
	return { code: room.code, share: shareOriginOf(locals.app, url) };
};

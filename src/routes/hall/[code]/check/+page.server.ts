import { error } from '@sveltejs/kit';
import { shareOrigin } from '#server/addresses.ts';
import type { PageServerLoad } from './$types';

/** What the projector check has to show: the link that phones will scan. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const room = await locals.app.rooms.byCode(params.code);
	if (!room) error(404, 'unknown-meeting');
	const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
	return { code: room.code, share: shareOrigin(locals.app.config, port) };
};

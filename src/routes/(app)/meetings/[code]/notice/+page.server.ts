import { ownRoom } from '#server/auth/organiser.ts';
import { noticeDeskPage } from '#server/notice/desk-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url, depends }) => {
	depends('yitang:notice');
	const room = await ownRoom(locals, url, params.code);
	return { desk: await noticeDeskPage(locals.app, room, locals, url) };
};

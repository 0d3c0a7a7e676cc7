import { error } from '@sveltejs/kit';
import { meetingAt } from '#server/auth/meeting-access.ts';
import { noticeDeskPage } from '#server/notice/desk-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url, depends }) => {
	depends('yitang:notice');
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	return { desk: await noticeDeskPage(locals.app, room, locals, url) };
};

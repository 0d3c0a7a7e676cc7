import { organiserOf } from '#server/auth/organiser.ts';
import { meetingsOfAccount } from '#server/meeting/meeting-lists.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { id } = await organiserOf(locals, url);
	return { meetings: await meetingsOfAccount(locals.app, id) };
};

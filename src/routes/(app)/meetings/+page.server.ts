import { organiserOf } from '#server/auth/organiser.ts';
import { meetingsOfAccount } from '#server/meeting/list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => ({
	meetings: meetingsOfAccount(locals.app, organiserOf(locals, url).id)
});

import { redirect } from '@sveltejs/kit';
import { signOut } from '#server/auth/organiser.ts';
import type { RequestHandler } from './$types';

/** Signs out here. A POST, so that no picture or preview can do it. */
export const POST: RequestHandler = ({ locals, cookies }) => {
	signOut(locals, cookies, false);
	redirect(303, '/');
};

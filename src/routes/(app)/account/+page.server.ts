import { redirect } from '@sveltejs/kit';
import { shareOriginOf } from '#server/addresses.ts';
import { organiserOf, signOut } from '#server/auth/organiser.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	/** A one-time link for another organiser; shown once, only its hash is kept. */
	invite: ({ locals, url }) => {
		organiserOf(locals, url);
		const { app } = locals;
		const origin = shareOriginOf(app, url);
		return { link: `${origin}/welcome#${app.accounts.invite()}` };
	},
	out: ({ locals, cookies }) => {
		signOut(locals, cookies, false);
		redirect(303, '/');
	},
	everywhere: ({ locals, cookies }) => {
		signOut(locals, cookies, true);
		redirect(303, '/signin');
	}
};

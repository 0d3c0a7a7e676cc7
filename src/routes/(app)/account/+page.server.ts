import { fail, redirect } from '@sveltejs/kit';
import { refuse } from '#lib/meeting/refusal.ts';
import { shareOriginOf } from '#server/addresses.ts';
import { onceFor, onceOf, organiserOf, signOut } from '#server/auth/organiser.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ once: onceFor(locals, 'invite') });

export const actions: Actions = {
	/** A one-time link for another organiser; shown once, only its hash is kept. */
	invite: async ({ locals, url, request }) => {
		organiserOf(locals, url);
		const { app } = locals;
		const once = onceOf(locals, await request.formData(), 'invite');
		if (!once) return fail(400, { refused: refuse('page-old'), once: onceFor(locals, 'invite') });
		const origin = shareOriginOf(app, url);
		return { link: `${origin}/welcome#${app.accounts.invite(once.derive('invitation'))}` };
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

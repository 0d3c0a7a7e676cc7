import { fail, redirect } from '@sveltejs/kit';
import { refuse } from '#lib/meeting/refusal.ts';
import { readForm } from '#server/http/form.ts';
import { catchNotSavedWith } from '#server/auth/catch-not-saved.ts';
import { onceFor, onceOf, organiserOf } from '#server/auth/organiser.ts';
import { communityName } from '#server/community/community-name.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { id } = await organiserOf(locals, url);
	return {
		once: onceFor(locals, 'community'),
		communities: await locals.app.communities.of(id)
	};
};

const typed = (form: FormData) => ({ name: String(form.get('name') ?? '') });

export const actions: Actions = catchNotSavedWith<Actions>(typed, {
	default: async ({ locals, url, request }) => {
		const account = await organiserOf(locals, url);
		const form = await readForm(request);
		const once = onceOf(locals, form, 'community');
		const name = once ? communityName(typed(form).name) : refuse('page-old');
		if (typeof name !== 'string')
			return fail(400, { refused: name, ...typed(form), once: onceFor(locals, 'community') });
		const id = await locals.app.communities.make(account.id, name, once!.derive('community'));
		redirect(303, `/communities/${id}`);
	}
});

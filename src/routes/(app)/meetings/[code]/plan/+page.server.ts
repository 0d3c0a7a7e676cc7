import { fail, redirect } from '@sveltejs/kit';
import { refuse } from '#lib/meeting/refusal.ts';
import { readForm } from '#server/http/form.ts';
import { keptWith } from '#server/auth/kept.ts';
import { onceFor, onceOf, ownRoom, sayAsOrganiser } from '#server/auth/organiser.ts';
import { draftOf, typedIn } from '../../plan-form.ts';
import type { Returned } from '../../typed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ once: onceFor(locals, 'desk') });

const typed = (form: FormData): Returned => ({ values: typedIn(form) });

export const actions: Actions = keptWith<Actions>(typed, {
	default: async ({ locals, url, params, request }) => {
		const room = await ownRoom(locals, url, params.code);
		const form = await readForm(request);
		const draft = draftOf(form);
		const once = onceOf(locals, form, 'desk');
		const answer = once
			? await sayAsOrganiser(locals, room, { type: 'plan.amend', draft }, once.keyFor(draft))
			: refuse('page-old');
		if ('refused' in answer)
			return fail(400, {
				refused: answer,
				values: typedIn(form),
				once: onceFor(locals, 'desk')
			} as Returned);
		redirect(303, `/meetings/${room.code}`);
	}
});

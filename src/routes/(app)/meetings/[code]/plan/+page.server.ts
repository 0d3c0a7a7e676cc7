import { fail, redirect } from '@sveltejs/kit';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import { LIST_BYTES, readForm } from '#server/http/form.ts';
import { catchNotSavedWith } from '#server/auth/catch-not-saved.ts';
import { onceFor, onceOf, ownRoom, sendAsOrganiser } from '#server/auth/organiser.ts';
import { draftOf, typedIn } from '../../plan-form.ts';
import type { Returned } from '../../typed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
	once: onceFor(locals, 'desk'),
	can: locals.app.callGrants.can
});

const typed = (form: FormData): Returned => ({ values: typedIn(form) });

export const actions: Actions = catchNotSavedWith<Actions>(typed, {
	default: async ({ locals, url, params, request }) => {
		const room = await ownRoom(locals, url, params.code);
		const form = await readForm(request, LIST_BYTES);
		const again = (refused: Refusal) => {
			const fresh = onceFor(locals, 'desk');
			return fail(400, { refused, values: typedIn(form), once: fresh } as Returned);
		};
		const draft = draftOf(form);
		if ('refused' in draft) return again(draft);
		const once = onceOf(locals, form, 'desk');
		if (!once) return again(refuse('page-old'));
		const command = { type: 'plan.amend', draft } as const;
		const answer = await sendAsOrganiser(locals, room, command, once.keyFor(draft));
		if ('refused' in answer) return again(answer);
		redirect(303, `/meetings/${room.code}`);
	}
});

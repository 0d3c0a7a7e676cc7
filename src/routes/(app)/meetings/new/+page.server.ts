import { fail, redirect } from '@sveltejs/kit';
import { organiserOf } from '#server/auth/organiser.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { planOf, rollOf, typedIn } from '../plan-form.ts';
import type { Returned } from '../typed.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async ({ locals, url, request }) => {
		const account = organiserOf(locals, url);
		const form = await request.formData();
		const again = (why: Returned) => fail(400, { ...why, values: typedIn(form) } as Returned);
		const { entries, problems } = rollOf(form);
		if (problems.length > 0) return again({ problems: problems.slice(0, 100) });
		const made = await createMeeting(locals.app, {
			owner: account.id,
			plan: planOf(form),
			then: entries.length > 0 ? [{ type: 'roll.add', entries }] : []
		});
		if ('refused' in made) return again({ refused: made });
		redirect(303, `/meetings/${made.code}`);
	}
};

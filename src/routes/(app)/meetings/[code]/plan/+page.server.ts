import { fail, redirect } from '@sveltejs/kit';
import { ownRoom, sayAsOrganiser } from '#server/auth/organiser.ts';
import { draftOf, typedIn } from '../../plan-form.ts';
import type { Returned } from '../../typed.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async ({ locals, url, params, request }) => {
		const room = await ownRoom(locals, url, params.code);
		const form = await request.formData();
		const draft = draftOf(form);
		const answer = await sayAsOrganiser(locals, room, { type: 'plan.amend', draft });
		if ('refused' in answer)
			return fail(400, { refused: answer, values: typedIn(form) } as Returned);
		redirect(303, `/meetings/${room.code}`);
	}
};

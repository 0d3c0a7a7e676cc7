import { fail } from '@sveltejs/kit';
import { ownRoom, sayAsOrganiser } from '#server/auth/organiser.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async ({ locals, url, params, request }) => {
		const room = await ownRoom(locals, url, params.code);
		const text = String((await request.formData()).get('text') ?? '').slice(0, 64);
		const answer = await sayAsOrganiser(locals, room, { type: 'plan.erase', text });
		return 'refused' in answer ? fail(400, { refused: answer }) : { done: true };
	}
};

import { fail } from '@sveltejs/kit';
import { refuse } from '#lib/meeting/refusal.ts';
import { kept } from '#server/auth/kept.ts';
import { onceFor, onceOf, ownRoom, sayAsOrganiser } from '#server/auth/organiser.ts';
import type { Actions, PageServerLoad } from './$types';
import { fieldText } from '#lib/meeting/words.ts';

export const load: PageServerLoad = ({ locals }) => ({ once: onceFor(locals, 'desk') });

export const actions: Actions = kept<Actions>({
	default: async ({ locals, url, params, request }) => {
		const room = await ownRoom(locals, url, params.code);
		const form = await request.formData();
		const once = onceOf(locals, form, 'desk');
		const again = { once: onceFor(locals, 'desk') };
		if (!once) return fail(400, { refused: refuse('page-old'), ...again });
		const command = {
			type: 'plan.erase',
			text: fieldText(form.get('text'), 64)
		} as const;
		const answer = await sayAsOrganiser(locals, room, command, once.keyFor(command));
		return 'refused' in answer ? fail(400, { refused: answer, ...again }) : { done: true };
	}
});

import { fail } from '@sveltejs/kit';
import { catchNotSaved } from '#server/auth/catch-not-saved.ts';
import { ownRoom } from '#server/auth/organiser.ts';
import type { Actions } from './$types';

export const actions: Actions = catchNotSaved<Actions>({
	/** Freezes, copies and journals; everything else on this page is an ordinary command. */
	seal: async ({ locals, url, params }) => {
		const room = await ownRoom(locals, url, params.code);
		const who = { session: locals.account!.id, owner: true };
		const answer = await locals.app.minutes.seal(room, who);
		// Pressed twice: what was asked for is so.
		if ('refused' in answer && answer.refused === 'minutes-sealed') return { sealed: true };
		return 'refused' in answer ? fail(400, { refused: answer }) : { sealed: true };
	}
});

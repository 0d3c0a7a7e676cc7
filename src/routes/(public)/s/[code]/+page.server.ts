import { fail, redirect } from '@sveltejs/kit';
import { refuse } from '#lib/meeting/refusal.ts';
import { readForm } from '#server/http/form.ts';
import { catchNotSaved } from '#server/auth/catch-not-saved.ts';
import { screenOf, screenOfSession } from '#server/auth/arrival.ts';
import { claimSeat, linkedRoom } from '#server/auth/doors.ts';
import { meetingAt } from '#server/auth/meeting-access.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whether there is such a meeting is told to nobody before a token opens it, or who sits in it. */
export const load: PageServerLoad = async ({ params, locals }) => {
	const session = locals.seat?.id ?? null;
	const room = await meetingAt(locals, params.code);
	return {
		once: locals.app.once.issue('claim', session),
		/** Where this browser sits already. */
		seat: room ? screenOfSession(room, session) : null
	};
};

export const actions: Actions = catchNotSaved<Actions>({
	/** Sits down: opening the link alone changes nothing, so a chat's preview takes no seat (B18). */
	default: async ({ params, locals, cookies, request }) => {
		const form = await readForm(request);
		const [seat = '', token = ''] = String(form.get('key') ?? '').split('.');
		const room = await linkedRoom(locals.app, params.code, seat, token);
		if (!room) return fail(403, { refused: refuse('not-your-seat') });
		const { app, seat: session } = locals;
		const once = app.once.open('claim', session?.id ?? null, form.get('once'));
		const refused = await claimSeat({ ...locals, cookies }, room, seat, token, once);
		if (refused) return fail(403, { refused });
		redirect(303, screenOf(room, seat));
	}
});

import { error, fail, redirect } from '@sveltejs/kit';
import { screenOf } from '#server/auth/arrival.ts';
import { claimSeat } from '#server/auth/doors.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const room = await locals.app.rooms.byCode(params.code);
	if (!room) error(404, 'unknown-meeting');
	return { code: params.code, once: locals.app.once.issue('claim', locals.seat?.id ?? null) };
};

export const actions: Actions = {
	/** Sits down: opening the link alone changes nothing, so a chat's preview takes no seat (B18). */
	default: async ({ params, locals, cookies, request }) => {
		const room = await locals.app.rooms.byCode(params.code);
		if (!room) error(404, 'unknown-meeting');
		const form = await request.formData();
		const [seat = '', token = ''] = String(form.get('key') ?? '').split('.');
		const { app, seat: session } = locals;
		const once = app.once.open('claim', session?.id ?? null, form.get('once'));
		const refused = await claimSeat({ ...locals, cookies }, room, seat, token, once);
		if (refused) return fail(403, { refused });
		redirect(303, screenOf(room, seat));
	}
};

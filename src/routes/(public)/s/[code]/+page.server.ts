import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { refuse } from '#lib/meeting/refusal.ts';
import { readForm } from '#server/http/form.ts';
import { catchNotSaved } from '#server/auth/catch-not-saved.ts';
import { screenOfSession } from '#server/auth/arrival.ts';
import { claimSeat, linkedRoom } from '#server/auth/doors.ts';
import { codeDesk } from '#server/auth/codes.ts';
import { callerOf, meetingAt } from '#server/auth/meeting-access.ts';
import { networkOfRequest } from '#server/auth/network.ts';
import { shortLinkOf } from '#server/auth/short-links.ts';
import type { App } from '#server/app.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Whether there is such a meeting is told to nobody before a token opens it, or who sits in it. */
export const load: PageServerLoad = async ({ params, locals }) => {
	const session = locals.seat?.id ?? null;
	const room = await meetingAt(locals, params.code);
	return {
		once: locals.app.once.issue('claim', session),
		/** Six letters stand in the address: whose they are is asked at the press alone. */
		short: shortLinkOf(params.code) !== null,
		/** Where this browser sits already. */
		seat: room ? screenOfSession(room, session) : null
	};
};

export const actions: Actions = catchNotSaved<Actions>({
	/** Sits down: opening the link alone changes nothing, so a chat's preview takes no seat (B18). */
	default: async (event) => {
		const { params, locals, cookies, request } = event;
		const form = await readForm(request);
		const { app, seat: session } = locals;
		const short = shortLinkOf(params.code);
		const linked = short
			? await byLetters(event, short)
			: await byToken(app, params.code, String(form.get('key') ?? ''));
		if ('refused' in linked) return fail(403, { refused: linked });
		const { room, seat } = linked;
		// Whoever was invited by it reads why it is not held.
		const { cancelled } = room.committed.state.plan;
		if (cancelled) {
			const why = room.texts.get(cancelled.reason.id) ?? m.plan_erased();
			return fail(403, { refused: refuse('meeting-cancelled'), why });
		}
		const token = app.links.token(room.meeting, seat);
		const once = app.once.open('claim', session?.id ?? null, form.get('once'));
		const sat = await claimSeat({ ...locals, cookies }, room, seat, token, once);
		if ('refused' in sat) return fail(403, { refused: sat });
		redirect(303, sat.screen);
	}
});

/** The seat of a link whose token stands in the fragment. */
async function byToken(app: App, code: string, key: string) {
	const [seat = '', token = ''] = key.split('.');
	const room = await linkedRoom(app, code, seat, token);
	return room ? { room, seat } : refuse('not-your-seat');
}

/** The seat of a short link, while nobody else sits there. */
async function byLetters(event: RequestEvent, short: { code: string; letters: string }) {
	const { app, seat: session } = event.locals;
	const who = { ...callerOf(event.locals), network: networkOfRequest(event) };
	const found = await codeDesk.findSeat(app, short, who);
	if (found === 'busy') return refuse('codes-busy');
	if (found === 'unknown') return refuse('no-such-letters');
	const holder = found.room.committed.hidden.roll.holders.get(found.seat.id);
	if (holder !== undefined && holder !== session?.id) return refuse('seat-taken');
	return { room: found.room, seat: found.seat.id };
}

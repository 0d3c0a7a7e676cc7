import { shareOriginOf } from '#server/addresses.ts';
import { ownRoom } from '#server/auth/organiser.ts';
import type { Actions, PageServerLoad } from './$types';

/** 会场检查: the address that phones scan today, and those that have. */
export const load: PageServerLoad = async ({ locals, url, params }) => {
	const room = await ownRoom(locals, url, params.code);
	const { venueChecks } = locals.app;
	const key = venueChecks.open(room.meeting);
	const origin = shareOriginOf(locals.app, url);
	return {
		scan: `${origin}/check/${key}`,
		secure: origin.startsWith('https:'),
		phones: venueChecks.phones(key)
	};
};

export const actions: Actions = {
	/** Counts from the beginning. */
	default: async ({ locals, url, params }) => {
		const room = await ownRoom(locals, url, params.code);
		const { venueChecks } = locals.app;
		venueChecks.clear(venueChecks.open(room.meeting));
	}
};

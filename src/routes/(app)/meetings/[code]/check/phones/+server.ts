/** The phones that have scanned so far, for the page that counts them. */
import { json } from '@sveltejs/kit';
import { ownRoom } from '#server/auth/organiser.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url, params }) => {
	const room = await ownRoom(locals, url, params.code);
	const { venueChecks } = locals.app;
	return json(venueChecks.phones(venueChecks.open(room.meeting)));
};

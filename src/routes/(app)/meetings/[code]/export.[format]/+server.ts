/** The minutes as a file for the organiser, with members' names. */
import { ownRoom } from '#server/auth/organiser.ts';
import { exported } from '#server/export/answer.ts';
import { deskSource } from '#server/export/source.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, url, request }) => {
	const room = await ownRoom(locals, url, params.code);
	return exported(locals.app, await deskSource(locals.app, room), params.format, request);
};

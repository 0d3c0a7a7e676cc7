/** The minutes as a file for the desk, with members' names: who may read the minutes' document. */
import { error } from '@sveltejs/kit';
import { meetingAt } from '#server/auth/meeting-access.ts';
import { exported } from '#server/export/answer.ts';
import { deskSource, mayTakeDeskFiles } from '#server/export/source.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, request }) => {
	const { app, seat } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	if (!seat) error(401, 'sign-in');
	if (!mayTakeDeskFiles(room, seat.id)) error(403, 'not-allowed');
	return exported(app, await deskSource(app, room), params.format, request);
};

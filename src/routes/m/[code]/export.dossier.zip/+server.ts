/** The dossier for the desk, with members' names: who may read the minutes' document. */
import { error } from '@sveltejs/kit';
import { meetingAt } from '#server/auth/meeting-access.ts';
import { answerDossier } from '#server/dossier/answer-dossier.ts';
import { mayTakeDeskFiles } from '#server/export/source.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, url, request }) => {
	const { app, seat } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	if (!seat) error(401, 'sign-in');
	if (!mayTakeDeskFiles(room, seat.id)) error(403, 'not-allowed');
	return answerDossier(app, room, url, request);
};

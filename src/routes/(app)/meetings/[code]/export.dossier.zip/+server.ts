/** The dossier for the organiser, with members' names. */
import { ownRoom } from '#server/auth/organiser.ts';
import { answerDossier } from '#server/dossier/answer-dossier.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, url, request }) => {
	const room = await ownRoom(locals, url, params.code);
	return answerDossier(locals.app, room, url, request);
};

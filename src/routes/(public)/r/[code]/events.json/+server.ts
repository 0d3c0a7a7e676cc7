/** The journal for the replay: fetched once, the same bytes for everybody. */
import { error } from '@sveltejs/kit';
import { isPublic } from '#lib/meeting/record/view.ts';
import { recordRoom } from '#server/record/address.ts';
import { answerWith, JSON_TYPE } from '#server/record/bytes.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, request, url }) => {
	const { app } = locals;
	const room = await recordRoom(locals, url, params.code);
	if (!isPublic(room.committed.state)) error(404, 'unknown-meeting');
	const bytes = await app.records.journal(room);
	return answerWith(bytes, request, { 'content-type': JSON_TYPE });
};

/** The record as data, in no language: for a page that fell behind, and for everybody who counts. */
import { error } from '@sveltejs/kit';
import { answerWith } from '#server/record/bytes.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, request }) => {
	const room = await locals.app.rooms.byCode(params.code);
	if (!room) error(404, 'unknown-meeting');
	const { json } = await locals.app.records.of(room);
	return answerWith(json, request, { 'content-type': 'application/json; charset=utf-8' });
};

/** The record as data, in no language: for a page that fell behind, and for everybody who counts. */
import { recordRoom } from '#server/record/address.ts';
import { answerWith, JSON_TYPE } from '#server/record/bytes.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, request, url }) => {
	const room = await recordRoom(locals, url, params.code);
	const { json } = await locals.app.records.of(room);
	return answerWith(json, request, { 'content-type': JSON_TYPE });
};

/** The board of a round of cards as a picture, for everybody who may read the record (C21). */
import { error } from '@sveltejs/kit';
import { recordRoom } from '#server/record/address.ts';
import { boardPicture } from '#server/record/boards.ts';
import { answerWith } from '#server/record/bytes.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, request, url }) => {
	const room = await recordRoom(locals, url, params.code);
	const width = url.searchParams.has('narrow') ? 'narrow' : 'whole';
	const picture = await boardPicture(locals.app, room, params.board, width);
	if (!picture) error(404, 'unknown-meeting');
	return answerWith(picture, request, {
		'content-type': 'image/svg+xml; charset=utf-8',
		'content-security-policy': "default-src 'none'",
		vary: 'Accept-Language, Cookie'
	});
};

/** The board of a secret vote as data: what anybody needs to count it again and to check each signature. */
import { error } from '@sveltejs/kit';
import { recordRoom } from '#server/record/address.ts';
import { answerWith, Bytes, JSON_TYPE } from '#server/record/bytes.ts';
import { boardFile, secretBoard } from '#server/record/secret-board.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, request, url }) => {
	const room = await recordRoom(locals, url, params.code);
	const board = secretBoard(room, params.vote, locals.seat?.id ?? null);
	if (!board) error(404, 'unknown-meeting');
	return answerWith(new Bytes(boardFile(room, board)), request, { 'content-type': JSON_TYPE });
};

/** One photograph of a paper card, for those who type it: clerks, the organiser, the helper who took it (C7). */
import { error } from '@sveltejs/kit';
import { hiddenBoard } from '#lib/meeting/cards/hidden.ts';
import { seesPhoto } from '#lib/meeting/cards/private-view.ts';
import { seatsOf } from '#lib/meeting/roll/seat-holders.ts';
import { meetingAt, organises } from '#server/auth/meeting-access.ts';
import { pictureKind } from '#server/meeting/file-kinds.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals }) => {
	const { app, seat, account } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	const organiser = await organises(app, room, account?.account);
	const session = seat?.id ?? account?.id ?? null;
	if (session === null) error(401, 'sign-in');
	const { state, hidden } = room.committed;
	const sees = seesPhoto(state, { you: seatsOf(state, hidden, session), organiser });
	const photo = hiddenBoard(hidden.cards, params.board).photos.get(Number(params.number));
	// Who may see none learns neither that there is one.
	if (!sees(photo)) error(403, 'not-allowed');
	const picture =
		photo && (await app.hiddenFile(room.meeting, 'card-photos', params.board, `${photo.number}`));
	if (!picture) error(404, 'no-such-photo');
	return new Response(new Uint8Array(picture), {
		headers: {
			'content-type': pictureKind(picture) ?? 'application/octet-stream',
			'content-length': String(picture.length),
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff'
		}
	});
};

/** One recording, for the clerk who types it and for nobody else (C9). */
import { error } from '@sveltejs/kit';
import { seatsOf } from '#lib/meeting/roll/seat-holders.ts';
import { meetingAt } from '#server/auth/meeting-access.ts';
import { soundKind } from '#server/meeting/file-kinds.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals }) => {
	const { app, seat } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	if (!seat) error(401, 'sign-in');
	const { state, hidden } = room.committed;
	const clerk = seatsOf(state, hidden, seat.id).some(
		(id) => state.roll.seats[id]!.role === 'clerk'
	);
	if (!clerk) error(403, 'not-allowed');
	const sound = await app.hiddenFile(room.meeting, 'card-voices', params.board, params.card);
	if (!sound) error(404, 'no-such-voice');
	return new Response(new Uint8Array(sound), {
		headers: {
			'content-type': soundKind(sound) ?? 'application/octet-stream',
			'content-length': String(sound.length),
			'cache-control': 'no-store'
		}
	});
};

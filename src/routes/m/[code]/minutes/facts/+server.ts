import { error, json } from '@sveltejs/kit';
import { isDesk, seatsOf } from '#lib/meeting/mine.ts';
import { meetingAt } from '#server/auth/meeting-access.ts';
import type { RequestHandler } from './$types';

/** The facts of the minutes as the room knows them now, for those who have the document open. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const { app, seat, account } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	const { state, hidden, seq } = room.stored;
	const organiser = account?.account != null && app.ownerOf(room.meeting) === account.account;
	const session = seat?.id ?? account?.id ?? null;
	if (
		!isDesk(state, hidden, { session, organiser }) &&
		seatsOf(state, hidden, session).length === 0
	)
		error(403, 'not-allowed');
	return json(
		{ seq, facts: app.minutes.facts(room) },
		{ headers: { 'cache-control': 'no-store' } }
	);
};

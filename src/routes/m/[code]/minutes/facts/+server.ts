import { error, json } from '@sveltejs/kit';
import { clearanceOf } from '#lib/meeting/viewer.ts';
import { meetingAt, organises } from '#server/auth/meeting-access.ts';
import { minutesFacts } from '#server/meeting/minutes-facts.ts';
import type { RequestHandler } from './$types';

/**
 * The facts of the minutes as the room knows them now, for those who have the document open; with `?since`
 * those that have changed since that event.
 */
export const GET: RequestHandler = async ({ params, url, locals }) => {
	const { app, seat, account } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	const { state, hidden } = room.committed;
	const organiser = await organises(app, room, account?.account);
	const session = seat?.id ?? account?.id ?? null;
	const clearance = clearanceOf(state, hidden, { session, organiser });
	if (clearance === 'public') error(403, 'not-allowed');
	const since = Number(url.searchParams.get('since') ?? 0) || 0;
	const answer = minutesFacts(room, await app.projections.read(room), clearance, since);
	return json(answer, { headers: { 'cache-control': 'no-store' } });
};

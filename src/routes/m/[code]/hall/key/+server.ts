/** The key of this minute for the QR of a paired hall screen; for nobody else there is none. */
import { error, json } from '@sveltejs/kit';
import { signInOf } from '#lib/meeting/plan/view.ts';
import { hallKey } from '#server/auth/hall-key.ts';
import { meetingAt } from '#server/auth/meeting-access.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals }) => {
	const room = await meetingAt(locals, params.code);
	if (!room || locals.display?.meeting !== room.meeting) error(404, 'unknown-meeting');
	if (signInOf(room.committed.state).is !== 'open') return json({ key: null, forMs: 10_000 });
	const { key, until } = hallKey(locals.app, room.meeting);
	return json({ key, forMs: until - locals.app.now() });
};

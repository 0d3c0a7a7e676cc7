/** The desk names the screen on its wall, or says that it is none of theirs. */
import { error, json } from '@sveltejs/kit';
import { isDesk } from '#lib/meeting/viewer.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import { readForm } from '#server/http/form.ts';
import { digitsOf } from '#server/auth/codes.ts';
import { callerOf, meetingAt, organises } from '#server/auth/meeting-access.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ params, locals, request }) => {
	const { app } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	const { session, account } = callerOf(locals);
	const organiser = await organises(app, room, account);
	const { state, hidden } = room.committed;
	if (!isDesk(state, hidden, { session, organiser })) return json(refuse('not-allowed'));
	const form = await readForm(request);
	const number = digitsOf(String(form.get('number') ?? ''));
	const press = form.get('do');
	if (number === null || (press !== 'allow' && press !== 'refuse'))
		return json(refuse('malformed'));
	if (press === 'allow') app.displays.allow(room, number);
	else app.displays.refuse(room, number);
	app.liveGateway.deskChanged(room);
	return json({ done: true });
};

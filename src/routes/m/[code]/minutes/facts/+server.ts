import { error, json } from '@sveltejs/kit';
import { mayReadFactText } from '#lib/meeting/disclosure/disclosure.ts';
import { clearanceOf } from '#lib/meeting/viewer.ts';
import { gather } from '#lib/meeting/record/gather.ts';
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
	const clearance = clearanceOf(state, hidden, { session, organiser });
	if (clearance === 'public') error(403, 'not-allowed');
	const facts = app.minutes.facts(room);
	const refs = new Set<string>();
	gather(facts, new Set(), refs);
	// Some words stand in a fact alone: why a stage was left out.
	const readable = [...refs].filter((id) => mayReadFactText(state, id, clearance));
	const texts = Object.fromEntries(readable.map((id) => [id, room.texts.get(id) ?? null]));
	return json({ seq, facts, texts }, { headers: { 'cache-control': 'no-store' } });
};

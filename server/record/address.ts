/** Where a record, and its notice, are read: under their meeting's key, which is the same for everybody who was told it. */
import { error, redirect } from '@sveltejs/kit';
import { isPrivate } from '#lib/meeting/plan/view.ts';
import { DESK } from '#lib/meeting/role-groups.ts';
import { seatsOf } from '#lib/meeting/roll/seat-holders.ts';
import { callerOf, meetingAt, organises } from '#server/auth/meeting-access.ts';
import type { Room } from '#server/meeting/room.ts';

/**
 * The meeting whose record, or notice, is asked for. Who takes part and knows only the six digits is sent on to the
 * address with the key, so that a page never depends on who asks; to everybody else there is none.
 */
export async function recordRoom(locals: App.Locals, url: URL, address: string): Promise<Room> {
	const room = await meetingAt(locals, address);
	if (!room || !(await mayRead(room, locals))) error(404, 'unknown-meeting');
	if (address === room.addressKey) return room;
	const path = url.pathname.replace(`/${address}`, `/${room.addressKey}`);
	redirect(307, path + url.search);
}

/**
 * The meeting whose notice of results is asked for: of a private one, where both sides agreed that they are made public,
 * whoever finds its address reads that and nothing else [Q29].
 */
export async function noticeRoom(locals: App.Locals, url: URL, address: string): Promise<Room> {
	return (await locals.app.access.forNotice(address)) ?? (await recordRoom(locals, url, address));
}

/** [P18] Of a private meeting: the two sides, who mediates, the desk, and whose meeting it is. Of others whoever finds it. */
async function mayRead(room: Room, locals: App.Locals): Promise<boolean> {
	const { state, hidden } = room.committed;
	if (!isPrivate(state.plan)) return true;
	const { session, account } = callerOf(locals);
	const seats = seatsOf(state, hidden, session).map((id) => state.roll.seats[id]!);
	return (
		seats.some(({ side, role }) => side !== null || DESK.includes(role)) ||
		(await organises(locals.app, room, account))
	);
}

/** Where a record, and its notice, are read: under their meeting's key, which is the same for everybody who was told it. */
import { error, redirect } from '@sveltejs/kit';
import { meetingAt } from '#server/auth/meeting-access.ts';
import type { Room } from '#server/meeting/room.ts';

/**
 * The meeting whose record, or notice, is asked for. Who takes part and knows only the six digits is sent on to the
 * address with the key, so that a page never depends on who asks; to everybody else there is none.
 */
export async function recordRoom(locals: App.Locals, url: URL, address: string): Promise<Room> {
	const room = await meetingAt(locals, address);
	if (!room) error(404, 'unknown-meeting');
	if (address === room.addressKey) return room;
	const path = url.pathname.replace(`/${address}`, `/${room.addressKey}`);
	redirect(307, path + url.search);
}

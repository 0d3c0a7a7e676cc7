/**
 * A meeting that is not announced yet, asked for by somebody who has its key: on every route of the built
 * server, and on both sockets, the answer is the one for a key that no meeting has.
 */
import { expect, test } from 'vitest';
import { documentPath } from '#lib/documents/wire.ts';
import { LIVE_PATH } from '#lib/meeting/wire.ts';
import { newAddressKey } from '#server/auth/address-key.ts';
import { cookieName } from '#server/auth/cookies.ts';
import type { Room } from '#server/meeting/room.ts';
import { heard } from './heard.ts';
import { compareUnannounced, hiddenMeeting } from './unannounced.ts';
import { folder, served } from './world.ts';

const KINDS = [
	['[P12] not announced', false],
	['[P18] private', true]
] as const;

test.each(KINDS)(
	'%s, with its key: the same status, headers and body as with a key that no meeting has; `npm run prove` asks in every way',
	async (_kind, closed) => {
		const asked = await compareUnannounced(folder(), false, closed);
		const { addresses, differ, ownRecord, kept, read } = asked;
		expect(addresses).toBeGreaterThan(40);
		expect(differ).toEqual([]);
		expect(ownRecord, 'who holds a seat reads it').toEqual({ status: 200, reads: true });
		expect(kept).toEqual([]);
		expect(read).toBeGreaterThan(20);
	}
);

test.each(KINDS)('%s, both sockets: as for a meeting that is none', async (_kind, closed) => {
	const it = await served(folder());
	const room = await hiddenMeeting(it.app, closed);
	const { token } = await it.app.sessions.create('seat');
	const stranger = `${cookieName('seat', false)}=${token}`;
	const { epoch } = await it.app.documents.open(room.meeting, 'agenda');
	const line = (address: string) => `${LIVE_PATH}?m=${address}&EIO=4&transport=websocket`;
	const first = await heard(it.origin, line(room.addressKey), { cookie: stranger });
	expect(first).toContain('unknown-meeting');
	expect(await heard(it.origin, line(newAddressKey()), { cookie: stranger })).toBe(first);

	const document = await heard(it.origin, documentPath(room.meeting, 'agenda', epoch), {
		cookie: stranger
	});
	expect(document).toBe('4404 ');
	const nothing = documentPath('A'.repeat(room.meeting.length), 'agenda', epoch);
	expect(await heard(it.origin, nothing, { cookie: stranger })).toBe(document);

	await announce(room);
	if (closed) {
		expect(await heard(it.origin, line(room.addressKey), { cookie: stranger })).toBe(first);
		return;
	}
	expect(await heard(it.origin, line(room.addressKey), { cookie: stranger })).toContain('"sid"');
	expect(
		await heard(it.origin, documentPath(room.meeting, 'agenda', epoch), { cookie: stranger })
	).toBe('4403 ');
});

async function announce(room: Room): Promise<void> {
	const envelope = {
		id: 'announced-now',
		as: 'organiser',
		command: { type: 'plan.announce' } as const
	};
	expect(await room.ask(envelope, { session: null, owner: true })).toHaveProperty('seq');
}

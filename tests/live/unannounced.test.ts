/**
 * A meeting that is not announced yet, asked for by somebody who has its key: on every route of the built
 * server, with every method, and on both sockets, the answer is the one for a key that no meeting has.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { documentPath } from '#lib/documents/wire.ts';
import { LIVE_PATH } from '#lib/meeting/wire.ts';
import { newAddressKey } from '#server/auth/address-key.ts';
import { cookieName } from '#server/auth/cookies.ts';
import type { Room } from '#server/meeting/room.ts';
import { startBuilt } from './built.ts';
import { heard } from './heard.ts';
import { makeMeeting, resident, seatId, sitDown } from './people.ts';
import { folder, served } from './world.ts';

const ROUTES = join(import.meta.dirname, '../../src/routes');
/** What a person can try at an address that names a meeting. */
const TRIES = [
	{ method: 'GET' },
	{ method: 'GET', headers: { accept: 'application/json' } },
	{ method: 'HEAD' },
	{ method: 'OPTIONS' },
	{ method: 'POST', body: new URLSearchParams({ name: '丁淑华', text: '意见' }) }
];

/** Every address below which a meeting is named, with `key` in its place. */
function addresses(key: string): string[] {
	const files = (readdirSync(ROUTES, { recursive: true }) as string[])
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => /\+(page|server)\.(server\.)?(ts|svelte)$/u.test(file));
	const named = files
		.map((file) => `/${dirname(file)}`.replace(/\/\([^/]*\)/gu, ''))
		.filter((path) => path.includes('[code]'))
		.map((path) => path.replace('[code]', key).replace('[format]', 'json'))
		.map((path) => path.replace('[name]', 'agenda').replace(/\[\w+\]/gu, '1'));
	const data = named.map((path) => `${path}/__data.json`);
	return [...new Set([...named, ...data, `/join?code=${key}`, `/join/__data.json?code=${key}`])];
}

/** Of each answer alone; a tag is made of the body, and so is its length once it is compressed. */
const OWN_HEADERS = ['date', 'etag'];

/** Status, headers and body, with what differs by itself left out. */
async function told(origin: string, path: string, key: string, init: RequestInit) {
	const headers = { origin, ...init.headers };
	const answer = await fetch(origin + path, { ...init, headers, redirect: 'manual' });
	// One-time ids are of chance, and the policy names the page's script by its hash.
	const plain = (text: string) =>
		text
			.replaceAll(key, 'KEY')
			.replace(/[a-z\d]{8}\.[\w-]{20}\.[\w-]{22}/gu, 'ONCE')
			.replace(/'sha256-[^']*'/gu, 'HASH');
	const own = answer.headers.has('content-encoding')
		? [...OWN_HEADERS, 'content-length']
		: OWN_HEADERS;
	const said = [...answer.headers].filter(([name]) => !own.includes(name));
	return {
		status: answer.status,
		said: said.map(([a, b]) => [a, plain(b)]),
		body: plain(await answer.text())
	};
}

test('[P12] with its key: the same status, headers and body as with a key that no meeting has', async () => {
	const dir = folder();
	const it = await served(dir);
	const room = await makeMeeting(it.app, [resident('王桂芳')], undefined, undefined, false);
	const cookie = await sitDown(it.app, room, seatId(room, 1));
	await it.stop();
	const built = await startBuilt(dir, { DEMO: 'off' });
	try {
		const none = newAddressKey();
		const [real, made] = [addresses(room.addressKey), addresses(none)];
		expect(real.length).toBeGreaterThan(40);
		const differ: string[] = [];
		for (const init of TRIES)
			for (const [n, path] of real.entries()) {
				const [one, other] = await Promise.all([
					told(built.origin, path, room.addressKey, init),
					told(built.origin, made[n]!, none, init)
				]);
				if (JSON.stringify(one) !== JSON.stringify(other)) differ.push(`${init.method} ${path}`);
				if (one.body.includes('老年食堂')) differ.push(`${init.method} ${path} says it`);
			}
		expect(differ).toEqual([]);
		const own = await told(built.origin, `/r/${room.addressKey}`, none, { headers: { cookie } });
		expect([own.status, own.body.includes('老年食堂')], 'who holds a seat reads it').toEqual([
			200,
			true
		]);
		// Whatever its route says of the record of a meeting that everybody may read.
		const kept: string[] = [];
		let read = 0;
		for (const method of ['GET', 'HEAD'])
			for (const path of real) {
				const headers = { cookie, origin: built.origin };
				const asked = { method, headers, redirect: 'manual' } as const;
				const ask = () => fetch(built.origin + path, asked);
				// Once more when the line was closed in the moment in which it was used again.
				const { status, headers: said, body } = await ask().catch(ask);
				// What is told as it happens never ends by itself.
				await body?.cancel();
				if (status === 200) read += 1;
				const how = said.get('cache-control');
				if (how !== 'private, no-store') kept.push(`${method} ${path} ${status}: ${how}`);
			}
		expect(kept).toEqual([]);
		expect(read).toBeGreaterThan(30);
	} finally {
		await built.stop();
	}
}, 120_000);

test('[P12] both sockets: as for a meeting that is none', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('王桂芳')], undefined, undefined, false);
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

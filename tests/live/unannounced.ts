/**
 * What somebody who has the key of a meeting that is not announced is told by the built server, beside what is told with
 * a key that no meeting has. The tests ask each route in the ways in which it can answer, `npm run prove` in all.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from '#server/app.ts';
import { newAddressKey } from '#server/auth/address-key.ts';
import type { Room } from '#server/meeting/room.ts';
import { startBuilt, type Built } from './built.ts';
import { makeMeeting, resident, seatId, sitDown } from './people.ts';
import { serve } from './serve.ts';

const ROUTES = join(import.meta.dirname, '../../src/routes');
/** Stands in the meeting, and in nothing that a stranger is told of it. */
export const MATTER = '老年食堂';

/** A page, its data, or a door without a page. */
type Kind = 'page' | 'data' | 'door';
interface Address {
	path: string;
	kind: Kind;
}

/** What a person can try at an address that names a meeting, and at which its kind gives an answer of its own. */
const TRIES: { init: RequestInit & { method: string }; at: readonly Kind[] }[] = [
	{ init: { method: 'GET' }, at: ['page', 'data', 'door'] },
	{ init: { method: 'GET', headers: { accept: 'application/json' } }, at: ['page', 'door'] },
	{ init: { method: 'HEAD' }, at: ['door'] },
	{ init: { method: 'OPTIONS' }, at: ['door'] },
	{
		init: { method: 'POST', body: new URLSearchParams({ name: '丁淑华', text: '意见' }) },
		at: ['page', 'door']
	}
];

/** Every address below which a meeting is named, with `key` in its place. */
function addresses(key: string): Address[] {
	const files = (readdirSync(ROUTES, { recursive: true }) as string[])
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => /\+(page|server)\.(server\.)?(ts|svelte)$/u.test(file));
	const found = new Map<string, Kind>([
		[`/join?code=${key}`, 'page'],
		[`/join/__data.json?code=${key}`, 'data']
	]);
	for (const file of files) {
		const route = `/${dirname(file)}`.replace(/\/\([^/]*\)/gu, '');
		if (!route.includes('[code]')) continue;
		const path = route
			.replace('[code]', key)
			.replace('[format]', 'json')
			.replace('[name]', 'agenda')
			.replace(/\[\w+\]/gu, '1');
		const door = file.includes('+server.');
		found.set(path, door ? 'door' : 'page');
		if (!door) found.set(`${path}/__data.json`, 'data');
	}
	return [...found].map(([path, kind]) => ({ path, kind }));
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

export interface Compared {
	addresses: number;
	asked: number;
	/** Where the answer is another one than for a key of no meeting, or says what the meeting is about. */
	differ: string[];
	/** Whoever holds a seat reads the record. */
	ownRecord: { status: number; reads: boolean };
	/** Answers to them that a browser or a proxy may keep. */
	kept: string[];
	/** How many of their answers were read. */
	read: number;
}

/** Both are there for those alone who take part; a private one also once it is announced and open [P18]. */
export async function hiddenMeeting(app: App, closed: boolean): Promise<Room> {
	const people = [resident('王桂芳', { side: 'a' })];
	const room = await makeMeeting(app, people, 'mediation', {}, closed, closed);
	if (!closed) return room;
	const said = { id: 'opened-now', as: 'organiser', command: { type: 'plan.open' } } as const;
	const answer = await room.ask(said, { session: null, owner: true, door: false });
	if ('refused' in answer) throw new Error(`it was not opened: ${answer.refused}`);
	return room;
}

/** Asks on every route; `every`: each address in every way; `closed`: of a private meeting. The folder is to be empty. */
export async function compareUnannounced(
	dir: string,
	every: boolean,
	closed = false
): Promise<Compared> {
	const it = await serve(dir);
	const room = await hiddenMeeting(it.app, closed);
	const cookie = await sitDown(it.app, room, seatId(room, 1));
	await it.stop();
	const built = await startBuilt(dir, { DEMO: 'off' });
	try {
		return {
			...(await asStranger(built, room.addressKey, every)),
			...(await asMember(built, room.addressKey, cookie, every))
		};
	} finally {
		await built.stop();
	}
}

async function asStranger({ origin }: Built, key: string, every: boolean) {
	const none = newAddressKey();
	const [real, made] = [addresses(key), addresses(none)];
	const differ: string[] = [];
	let asked = 0;
	for (const { init, at } of TRIES)
		for (const [n, { path, kind }] of real.entries()) {
			if (!every && !at.includes(kind)) continue;
			asked += 1;
			const [one, other] = await Promise.all([
				told(origin, path, key, init),
				told(origin, made[n]!.path, none, init)
			]);
			if (JSON.stringify(one) !== JSON.stringify(other)) differ.push(`${init.method} ${path}`);
			if (one.body.includes(MATTER)) differ.push(`${init.method} ${path} says it`);
		}
	return { addresses: real.length, asked, differ };
}

/** Whatever its route says of the record of a meeting that everybody may read. */
async function asMember({ origin }: Built, key: string, cookie: string, every: boolean) {
	const own = await told(origin, `/r/${key}`, key, { headers: { cookie } });
	const kept: string[] = [];
	let read = 0;
	for (const method of ['GET', 'HEAD'])
		for (const { path, kind } of addresses(key)) {
			if (method === 'HEAD' && kind !== 'door' && !every) continue;
			const asked = { method, headers: { cookie, origin }, redirect: 'manual' } as const;
			const ask = () => fetch(origin + path, asked);
			// Once more when the line was closed in the moment in which it was used again.
			const { status, headers: said, body } = await ask().catch(ask);
			// What is told as it happens never ends by itself.
			await body?.cancel();
			if (status === 200) read += 1;
			const how = said.get('cache-control');
			if (how !== 'private, no-store') kept.push(`${method} ${path} ${status}: ${how}`);
		}
	return { ownRecord: { status: own.status, reads: own.body.includes(MATTER) }, kept, read };
}

/** The form at the door, as a phone sends it: what it answers, and what it does not tell. */
import { expect, test } from 'vitest';
import { actions, load } from '../../src/routes/(public)/join/+page.server.ts';
import { actions as shortLinks } from '../../src/routes/(public)/s/[code]/+page.server.ts';
import { newId } from '#server/auth/arrival.ts';
import { CodeDesk } from '#server/auth/codes.ts';
import { hallKey } from '#server/auth/hall-key.ts';
import { Once } from '#server/auth/once.ts';
import { shortLink } from '#server/auth/short-links.ts';
import type { Command } from '#lib/meeting/registry.ts';
import type { Room } from '#server/meeting/room.ts';
import { folder, openMeeting, served } from './world.ts';
import { makeMeeting, resident, seatId } from './people.ts';
import type { Served } from './serve.ts';

/** Sends the form as a phone that was never here; gives status and where it leads. */
async function send(it: Served, code: string, name: string, building: string, more = {}) {
	const once = it.app.once.issue('guest', null);
	const answer = await press(it, { code, name, building, once, ...more });
	const { status, location, data } = answer as Record<string, unknown>;
	return { status, location: String(location).replace(/=.*$/u, '=…'), data };
}

/** Taps on a list of names, or on one. */
const open = (it: Served, room: Room, more: object) =>
	press(it, { code: room.addressKey, ...more });

async function press(it: Served, fields: object, query = ''): Promise<unknown> {
	const body = new FormData();
	for (const [key, value] of Object.entries(fields)) body.set(key, String(value));
	const url = new URL(`${it.origin}/join${query}`);
	const request = new Request(url, { method: 'POST', body });
	const event = {
		...{ url, request },
		locals: { app: it.app, https: false, seat: null, account: null, display: null },
		cookies: { get: () => undefined, set() {}, delete() {} },
		getClientAddress: () => '203.0.113.7'
	};
	return Promise.resolve(actions.default!(event as never)).catch((thrown: unknown) => thrown);
}

test('[S18] the door answers the same whether a name is on the roll or not', async () => {
	const it = await served(folder());
	const { room } = await openMeeting(it, [resident('王桂芳')]);
	const unknown = await send(it, room.addressKey, '无此人', '1号楼');
	expect(unknown).toMatchObject({ status: 303, location: `/m/${room.code}?seat=…` });
	expect(await send(it, room.addressKey, '王桂芳', '1号楼')).toEqual(unknown);
	expect(await send(it, room.addressKey, '王 桂芳', '1号楼')).toEqual(unknown);
	expect(await send(it, room.addressKey, '周雅琴', '')).toEqual(unknown);
});

test('[E43] whoever comes by the link of a vote sits down and is back at the vote, and nowhere that an address names', async () => {
	const it = await served(folder());
	const { room, chair } = await openMeeting(it, []);
	await chair.send({
		type: 'ballots.prepare',
		item: null,
		draft: { question: '同意', settings: { kind: 'yes-no' } }
	});
	const vote = room.committed.state.ballots.votes[0]!.id;
	const sit = async (query: string) => {
		const once = it.app.once.issue('guest', null);
		const fields = { code: room.addressKey, name: '无此人', building: '1号楼', once };
		return ((await press(it, fields, query)) as { location: string }).location;
	};
	expect(await sit(`?vote=${vote}`)).toMatch(new RegExp(`^/m/${room.code}/vote/${vote}\\?seat=.`));
	for (const other of ['', '?vote=', '?vote=//elsewhere.example', '?vote=..'])
		expect(await sit(other), other).toMatch(new RegExp(`^/m/${room.code}\\?seat=.`));
});

test('a place that the page does not offer is refused, not guessed', async () => {
	const it = await served(folder());
	const { room } = await openMeeting(it, []);
	for (const channel of ['moon', '__proto__', ''])
		expect(await send(it, room.addressKey, '无此人', '1号楼', { channel })).toMatchObject({
			status: 403,
			data: { refused: { refused: 'malformed' } }
		});
});

/** The page as a phone that was never here is shown it. */
async function page(it: Served, room: Room, key?: string): Promise<{ pass: string; told: string }> {
	const url = new URL(`${it.origin}/join?code=${room.addressKey}${key ? `&in=${key}` : ''}`);
	const locals = { app: it.app, https: false, seat: null, account: null, display: null };
	const request = new Request(url);
	const event = { url, locals, request, getClientAddress: () => '203.0.113.7' };
	const data = (await load(event as never)) as { hall: { pass?: string } | null };
	return { pass: data.hall?.pass ?? '', told: JSON.stringify(data) };
}

const LI = '李**';

test('[S29] names of the roll are read with the key of the minute alone, and never in full', async () => {
	const it = await served(folder());
	const { room } = await openMeeting(it, [
		resident('王桂芳'),
		resident('李建国', { title: '独居老人代表' })
	]);
	const other = await openMeeting(it, [resident('赵敏')]);
	const { app } = it;
	const good = await page(it, room, hallKey(app, room.meeting).key);
	expect(good.told).toContain(LI);
	expect(good.told).not.toMatch(/李建国|周雅琴|周\*\*|独居/u);
	const past = (ms: number) => ({ links: app.links, now: () => app.now() - ms });
	const keys = {
		none: undefined,
		old: hallKey(past(10 * 60_000), room.meeting).key,
		foreign: hallKey(app, other.room.meeting).key,
		made: '22222222'
	};
	for (const [which, key] of Object.entries(keys)) {
		const { pass, told } = await page(it, room, key);
		expect([which, pass, told.includes(LI)]).toEqual([which, '', false]);
	}
	const seat = seatId(room, 2);
	const ask = (pass: string) => send(it, room.addressKey, '', '', { seat, pass });
	const holder = `${room.meeting} `;
	const passes = [
		'',
		keys.made,
		app.once.issue('guest', null),
		app.once.issue('seat', `${other.room.meeting} `),
		new Once(app.links, () => app.now() - 6 * 60_000).issue('seat', holder)
	];
	for (const pass of passes)
		expect((await ask(pass)).data).toEqual({ refused: { refused: 'scan-again' } });
	expect(room.committed.hidden.roll.hallAsks).toEqual([]);
	expect(await ask(good.pass)).toMatchObject({ status: 303, location: `/m/${room.addressKey}` });
	expect(await ask(good.pass), 'pressed twice').toMatchObject({ status: 303 });
	expect(room.committed.hidden.roll.hallAsks).toMatchObject([{ seat }]);
});

test('[S29 F34] of a large roll who scans reads buildings, and the names of the one that was tapped', async () => {
	const it = await served(folder());
	const people = Array.from({ length: 260 }, (_, n) =>
		resident(`王桂芳${n}`, { building: n < 250 ? '12号楼' : '3号楼' })
	);
	const { room } = await openMeeting(it, people);
	const { pass, told } = await page(it, room, hallKey(it.app, room.meeting).key);
	expect(told).not.toMatch(/王/u);
	expect(told.length).toBeLessThan(2000);
	const lists = (data: unknown) =>
		(
			data as {
				hall: { lists: { key: string; from: string; n: number; seats: unknown[] | null }[] };
			}
		).hall.lists;
	const first = lists(JSON.parse(told));
	expect(first.map(({ from, n, seats }) => [from, n, seats])).toEqual([
		['3号楼', 10, null],
		['12号楼', 100, null],
		['12号楼', 100, null],
		['12号楼', 50, null]
	]);
	const tapped = await open(it, room, { list: first[0]!.key, pass });
	expect(lists(tapped).map(({ seats }) => seats?.length ?? null)).toEqual([10, null, null, null]);
	expect(JSON.stringify(tapped)).not.toMatch(/王桂芳/u);
	// Without the pass nobody reads a name.
	for (const bad of ['', it.app.once.issue('seat', 'other ')])
		expect(await open(it, room, { list: first[0]!.key, pass: bad })).toMatchObject({
			data: { refused: { refused: 'scan-again' } }
		});
	const owner = { session: null, owner: true };
	const signIn = (opens: boolean) => {
		const command: Command = { type: 'roll.join-open', open: opens };
		return room.ask({ id: newId(), as: 'organiser', command }, owner);
	};
	await signIn(false);
	expect(await open(it, room, { list: first[0]!.key, pass })).toMatchObject({
		data: { refused: { refused: 'signin-closed' } }
	});
	await signIn(true);
	for (const list of ['', '__proto__', 's9999'])
		expect(lists(await open(it, room, { list, pass })).every(({ seats }) => seats === null)).toBe(
			true
		);
});

/** What somebody at the door has typed, as the page reads it. */
async function typedAtDoor(it: Served, code: string): Promise<unknown> {
	const url = new URL(`${it.origin}/join?${new URLSearchParams({ code }).toString()}`);
	const locals = { app: it.app, https: false, seat: null, account: null, display: null };
	const event = { url, locals, request: new Request(url), getClientAddress: () => '203.0.113.7' };
	return Promise.resolve(load(event as never)).catch((thrown: unknown) => thrown);
}

/** Presses the button of a short link, as a phone that was never here. */
async function pressShort(it: Served, address: string): Promise<Record<string, unknown>> {
	const body = new FormData();
	body.set('once', it.app.once.issue('claim', null));
	const event = {
		params: { code: address },
		request: new Request(`${it.origin}/s/${address}`, { method: 'POST', body }),
		locals: { app: it.app, https: false, seat: null, account: null, display: null },
		cookies: { get: () => undefined, set() {}, delete() {} },
		getClientAddress: () => '203.0.113.7'
	};
	return Promise.resolve(shortLinks.default!(event as never)).catch(
		(thrown: unknown) => thrown
	) as Promise<Record<string, unknown>>;
}

test('[S34] a link short enough to read out seats one person, once; wrong letters say nothing of who there is', async () => {
	const it = await served(folder());
	const room = await makeMeeting(
		it.app,
		['李建国', '赵敏', '何秀敏'].map((name) => resident(name, { channel: 'online' })),
		undefined,
		{},
		false
	);
	const seats = () => room.committed.state.roll.seats;
	const address = (which: string | number) =>
		shortLink(it.app, '', room, seats()[seatId(room, which)]!)?.replace('/s/', '') ?? null;
	const li = address(1)!;
	expect(li).toMatch(/^\d{6}-[a-z]{6}$/u);
	expect([address('chair'), address('clerk'), address(2) === li]).toEqual([null, null, false]);
	const wrong = `${room.code}-${li.slice(7) === 'aaaaaa' ? 'bbbbbb' : 'aaaaaa'}`;
	const nowhere = li.replace(/^\d/u, (digit) => String((Number(digit) + 1) % 10));
	const no = { status: 403, data: { refused: { refused: 'no-such-letters' } } };
	const he = address(3)!;
	const change = {
		type: 'roll.change',
		seat: seatId(room, 3),
		change: { channel: 'hall' }
	} as const;
	const organiser = { session: null, owner: true };
	await room.ask({ id: newId(), as: 'organiser', command: change }, organiser);
	expect([address(3), await pressShort(it, he)], 'who comes to the hall has none').toMatchObject([
		null,
		no
	]);
	expect(await pressShort(it, wrong)).toMatchObject(no);
	expect(await pressShort(it, nowhere)).toMatchObject(no);
	expect(await pressShort(it, li.toUpperCase().replace('-', ''))).toMatchObject({ status: 303 });
	for (const typed of [li.toUpperCase().replace('-', ' '), ` ${li.slice(0, 3)} ${li.slice(3)}`])
		expect(await typedAtDoor(it, typed)).toMatchObject({ status: 303, location: `/s/${li}` });
	expect(seats()[seatId(room, 1)]!.held).toBe(true);
	expect(address(1), 'nobody hands it out again').toBeNull();
	expect(await pressShort(it, li)).toMatchObject({ data: { refused: { refused: 'seat-taken' } } });
});

test('[S34] whoever tries letters waits their turn with those who try codes, and the desk reads why', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('李建国')]);
	const desk = new CodeDesk(async () => {});
	const who = { session: null, account: null, display: null, network: '203.0.113.7' };
	const tries = await Promise.all(
		Array.from({ length: 60 }, () =>
			desk.findSeat(it.app, { code: room.code, letters: 'aaaaaa' }, who)
		)
	);
	expect(tries.filter((one) => one === 'busy').length).toBeGreaterThan(15);
	expect(desk.alarmed).toBe(true);
});

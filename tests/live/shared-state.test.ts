/** The state that pages share: what each reader folds from it is what the page was drawn from, and no more. */
import { describe, expect, test } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { stateFor, visibleTexts } from '#lib/meeting/disclosure/disclosure.ts';
import type { RoomPage, SentPage, SharedState } from '#lib/meeting/room-page.ts';
import { clearanceOf } from '#lib/meeting/viewer.ts';
import { wholePage } from '#lib/live/replica.ts';
import { newId } from '#server/auth/arrival.ts';
import { newAddressKey } from '#server/auth/address-key.ts';
import type { Sessions } from '#server/auth/meeting-access.ts';
import { namesOf } from '#server/meeting/names.ts';
import { roomPage, sharedState } from '#server/meeting/page.ts';
import type { Room } from '#server/meeting/room.ts';
import { startBuilt } from './built.ts';
import { makeMeeting, resident, seatId, sitDown } from './people.ts';
import type { Served } from './serve.ts';
import { folder, served } from './world.ts';

const NOBODY: Sessions = { seat: null, account: null, display: null };
const PEOPLE = ['王桂芳', '李建国', '赵敏'].map((name) => resident(name));

async function meeting(it: Served, announced = true) {
	const room = await makeMeeting(it.app, PEOPLE, undefined, undefined, announced);
	const sessionOf = async (which: string | number) => {
		const [, token = ''] = (await sitDown(it.app, room, seatId(room, which))).split('=');
		return { ...NOBODY, seat: { id: token.split('.')[0]! } } as Sessions;
	};
	const [member, clerk] = [await sessionOf(1), await sessionOf('clerk')];
	await sessionOf('chair');
	const { session } = await it.app.sessions.create('display', null, undefined, room.meeting);
	const screen: Sessions = { ...NOBODY, display: session };
	const readers = { stranger: NOBODY, screen, member, clerk };
	const say = async (command: Command, as = 'organiser') => {
		const owner = as === 'organiser';
		const session = owner ? null : room.committed.hidden.roll.holders.get(as)!;
		const answer = await room.ask({ id: newId(), as, command }, { session, owner, door: owner });
		expect(answer, command.type).toHaveProperty('seq');
	};
	return { room, readers, say };
}

/** What a browser has after it fetched what lies beside the page it was sent. */
async function arrived(it: Served, room: Room, who: Sessions, page: SentPage): Promise<RoomPage> {
	const sent = JSON.parse(JSON.stringify(page)) as SentPage;
	expect(sent).not.toHaveProperty('whole');
	const get = async (address: unknown) => {
		const id = new URL(String(address), 'http://x').searchParams.get('of');
		return new Response((await sharedState(it.app, room, who, id)).plain);
	};
	return wholePage(sent, get as typeof fetch);
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test('[F34] at every step each reader’s page comes to what it was drawn from, and to what may be read now', async () => {
	const it = await served(folder());
	const { room, readers, say } = await meeting(it, false);
	const [wang, clerk] = [seatId(room, 1), seatId(room, 'clerk')];
	const ids = new Set<string>();
	const look = async () => {
		for (const [name, who] of Object.entries(readers)) {
			const page = await roomPage(it.app, room, who);
			ids.add(page.shared.id);
			const { snapshot, ...whole } = await arrived(it, room, who, page);
			const { state, seq, head, hidden } = room.committed;
			const [session, display] = [who.seat?.id ?? null, who.display != null];
			const clearance = clearanceOf(state, hidden, { session, organiser: false, display });
			const seated = name === 'member' || name === 'clerk';
			const inHall = display && state.plan.phase !== 'closed';
			const projection = seated ? 'members' : inHall ? 'hall' : 'public';
			expect(snapshot, name).toEqual(plain(page.whole.snapshot));
			expect({ snapshot, ...whole }, name).toEqual(plain(page.whole));
			expect(snapshot, name).toMatchObject({ seq, head, clearance });
			expect(snapshot.state, `${name} at ${seq}`).toEqual(plain(stateFor(state, clearance)));
			expect(snapshot.texts, name).toEqual(visibleTexts(state, room.texts, clearance));
			expect(whole.directory, name).toEqual(namesOf(room, projection).people);
		}
	};
	await look();
	const item = room.committed.state.agenda.items[0]!.id;
	await say({ type: 'attendance.rsvp', seat: wang, rsvp: 'leave', reason: '住院' }, wang);
	await look();
	await say({ type: 'plan.announce' });
	await look();
	await say({ type: 'plan.open' });
	await look();
	await say({ type: 'attendance.sign-in-all', seats: [wang] }, clerk);
	await look();
	const { stages, stageId: at } = room.committed.state.runsheet;
	const to = stages.find(({ kind }) => kind === 'discussion')!.id;
	await say(
		{ type: 'runsheet.go', from: at!, to, force: true, reason: '先谈' },
		seatId(room, 'chair')
	);
	await look();
	for (let n = 0; n < 12; n++) {
		await say({ type: 'queue.join', seat: wang, item, stance: n % 2 ? 'for' : 'against' }, wang);
		await look();
		await say({ type: 'queue.withdraw', seat: wang, item }, wang);
		await look();
	}
	await say({ type: 'runsheet.note', stage: to, text: '记下的结果' }, clerk);
	await look();
	const text = room.committed.state.runsheet.stages.find(({ id }) => id === to)!.notes[0]!.id;
	await say({ type: 'plan.erase', text });
	await look();
	await say({ type: 'record.set', publish: 'sealed' });
	await look();
	await say({ type: 'record.set', publish: 'live' });
	await look();
	const change = { name: '王桂花', building: '3号楼' };
	await say({ type: 'roll.change', seat: wang, change });
	await look();
	await say({ type: 'plan.close' });
	await look();
	expect(ids.size, 'drawn anew now and then, not at every step').toBeLessThan(60);
});

describe('what many share', () => {
	async function open() {
		const it = await served(folder());
		const world = await meeting(it);
		await world.say({ type: 'plan.open' });
		return { it, ...world };
	}

	test('a hundred pages cost one drawing; events travel with them until they are many', async () => {
		const { it, room, readers, say } = await open();
		const idOf = async () => (await roomPage(it.app, room, readers.member)).shared.id;
		const first = await idOf();
		for (let n = 0; n < 100; n++) expect(await idOf()).toBe(first);
		const bytes = () => sharedState(it.app, room, readers.member, first);
		expect(await bytes()).toBe(await bytes());
		for (let n = 0; n < 16; n++) {
			await say({ type: 'roll.join-open', open: n % 2 === 1 });
			if (n % 5 === 0) expect(await idOf()).toBe(first);
		}
		await say({ type: 'roll.join-open', open: false });
		expect(await idOf()).not.toBe(first);
		const { snapshot } = JSON.parse((await bytes()).plain.toString()) as SharedState;
		expect(snapshot.seq, 'a page that came before still finds its own').toBe(
			room.committed.seq - 17
		);
	});

	test('nobody gets by an id what is for others, nor what was taken back', async () => {
		const { it, room, readers, say } = await open();
		const read = async (who: Sessions, id: string | null) =>
			JSON.parse((await sharedState(it.app, room, who, id)).plain.toString()) as SharedState;
		const desk = (await roomPage(it.app, room, readers.clerk)).shared.id;
		expect((await read(readers.clerk, desk)).snapshot.clearance).toBe('desk');
		expect(await read(NOBODY, desk)).toMatchObject({ snapshot: { clearance: 'public' } });
		expect((await read(NOBODY, desk)).id).not.toBe(desk);
		expect((await read(readers.screen, 'invented')).snapshot.clearance).toBe('room');

		const [stage] = room.committed.state.runsheet.stages;
		await say(
			{ type: 'runsheet.note', stage: stage!.id, text: '要收回的话' },
			seatId(room, 'clerk')
		);
		const { id } = (await roomPage(it.app, room, NOBODY)).shared;
		const old = await arrived(it, room, NOBODY, await roomPage(it.app, room, NOBODY));
		expect(JSON.stringify(old)).toContain('要收回的话');
		const text = room.committed.state.runsheet.stages[0]!.notes[0]!.id;
		await say({ type: 'plan.erase', text });
		expect(JSON.stringify(await read(NOBODY, id))).not.toContain('要收回的话');
	});

	test('a name that is erased or changed is in no bytes that anybody gets afterwards, by whatever id', async () => {
		const { it, room, readers, say } = await open();
		const all = async (who: Sessions, id: string | null) =>
			(await sharedState(it.app, room, who, id)).plain.toString();
		const before = (await roomPage(it.app, room, readers.member)).shared.id;
		expect(await all(readers.member, before)).toContain('李建国');
		await say({ type: 'plan.erase', text: seatId(room, 2) });
		for (const id of [before, (await roomPage(it.app, room, readers.member)).shared.id, null])
			expect(await all(readers.member, id)).not.toContain('李建国');
		const later = (await roomPage(it.app, room, readers.member)).shared.id;
		expect(await all(readers.member, later)).toContain('赵敏');
		const change = { name: '赵小敏', building: '3号楼' };
		await say({ type: 'roll.change', seat: seatId(room, 3), change });
		for (const id of [later, (await roomPage(it.app, room, readers.member)).shared.id, null])
			expect(await all(readers.member, id)).not.toContain('赵敏');
	});

	test('a room that was brought back from the disk is not shown as it was before it went', async () => {
		const dir = folder();
		const first = await served(dir);
		const world = await meeting(first);
		await world.say({ type: 'plan.open' });
		const { shared } = first.app;
		const was = shared.partFor(world.room, 'public', 'public');
		await first.stop();
		const it = await served(dir);
		const room = (await it.app.rooms.byId(world.room.meeting))!;
		const owner = { session: null, owner: true, door: true };
		const command: Command = { type: 'roll.join-open', open: false };
		await room.ask({ id: newId(), as: 'organiser', command }, owner);
		const now = shared.partFor(room, 'public', 'public');
		expect(now.snapshot.seq).toBe(room.committed.seq);
		expect(now.sent.id).not.toBe(was.sent.id);
		const { snapshot } = JSON.parse(
			shared.bytes(was.sent.id, room, 'public', 'public').plain.toString()
		) as SharedState;
		expect(snapshot.seq).toBe(room.committed.seq);
	});

	test('ids that nobody has are answered from what is drawn, and push nothing out', async () => {
		const { it, room, readers } = await open();
		const { id } = (await roomPage(it.app, room, readers.member)).shared;
		const bytes = await sharedState(it.app, room, readers.member, id);
		for (let n = 0; n < 200; n++)
			expect(await sharedState(it.app, room, readers.member, `invented${n}`)).toBe(bytes);
		expect((await roomPage(it.app, room, readers.member)).shared.id).toBe(id);
	});
});

test('over HTTP: the page names its state, which comes compressed, kept by nobody, and the same both ways', async () => {
	const dir = folder();
	const it = await served(dir);
	const room = await makeMeeting(it.app, PEOPLE);
	const cookie = await sitDown(it.app, room, seatId(room, 1));
	await it.stop();
	const built = await startBuilt(dir, { DEMO: 'off' });
	try {
		const ask = async (path: string, init: RequestInit = {}) => {
			const headers = { cookie, 'accept-encoding': 'gzip', ...init.headers };
			const answer = await fetch(built.origin + path, { ...init, headers });
			const said = [...answer.headers].filter(([name]) => !OF_THE_LINE.includes(name)).sort();
			return { status: answer.status, said, headers: answer.headers, text: await answer.text() };
		};
		for (const screen of ['', '/watch', '/hall', '/minutes']) {
			const page = await ask(`/m/${room.addressKey}${screen}`);
			const [, address = ''] =
				/<link rel="preload" href="([^"]+)" as="fetch"/u.exec(page.text) ?? [];
			expect(address, screen).toMatch(`/m/${room.addressKey}/state.json?of=`);
			expect(page.headers.get('content-encoding')).toBe('gzip');
			const { person } = room.committed.state.roll.seats[seatId(room, 2)]!;
			expect(page.text.includes(person), 'what nobody sees is not in the page').toBe(false);

			const ready = await ask(address);
			const handled = await ask(`${address}&`);
			expect(ready.text).toContain(person);
			expect([ready.status, ready.said]).toEqual([200, handled.said]);
			expect(ready.text).toBe(handled.text);
			expect(ready.headers.get('cache-control')).toBe('private, no-store');
			expect(ready.headers.get('vary')).toContain('Accept-Encoding');
			expect(ready.headers.get('content-encoding')).toBe('gzip');
			const head = await ask(address, { method: 'HEAD' });
			expect([head.status, head.said, head.text]).toEqual([200, ready.said, '']);
			const plain = await ask(address, { headers: { 'accept-encoding': 'identity' } });
			expect([plain.headers.get('content-encoding'), plain.text]).toEqual([null, ready.text]);
		}
		const none = await ask(`/m/${newAddressKey()}/state.json?of=x`);
		expect([none.status, none.headers.get('cache-control')]).toEqual([404, 'private, no-store']);
		const digits = await ask(`/m/${room.code}/state.json`, { headers: { cookie: '' } });
		expect(digits.status, 'six digits mean nothing to strangers').toBe(404);
	} finally {
		await built.stop();
	}
});

const OF_THE_LINE = ['date', 'connection', 'keep-alive'];

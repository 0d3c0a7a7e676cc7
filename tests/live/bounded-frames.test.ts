/** What a message may cost is known before it is parsed: size, depth, number of values, how much in a while (F34). */
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { documentPath } from '#lib/documents/wire.ts';
import type { AckMessage } from '#lib/meeting/wire.ts';
import { cookieName } from '#server/auth/cookies.ts';
import { DEEPEST, SEAT, STRANGER, valuesIn } from '#server/bounded-socket.ts';
import { makeMeeting, resident, seatId, sitDown } from './people.ts';
import { folder, openMeeting, served } from './world.ts';

const CLEAR = '42["command",';
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const roll = (rows: number) =>
	JSON.stringify({
		...{ id: 'bounded-roll-1', as: 'c' },
		command: { type: 'roll.add', entries: Array.from({ length: rows }, () => resident('王桂芳')) }
	});

async function room() {
	const it = await served(folder());
	const world = await openMeeting(it, [resident('王桂芳'), resident('李建国')]);
	return { it, ...world };
}

type World = Awaited<ReturnType<typeof room>>;

/** A line at the live gateway that was let in; what it hears, and how it ends. */
async function line({ it, room: at }: World, cookie = '') {
	const address = `${it.origin.replace('http', 'ws')}/live/?m=${at.addressKey}&EIO=4&transport=websocket`;
	const ws = new WebSocket(address, { headers: { origin: it.origin, cookie } });
	onTestFinished(() => ws.terminate());
	ws.on('error', () => {});
	const acks: AckMessage[] = [];
	let heard = () => {};
	const ready = new Promise<void>((resolve) =>
		ws.on('message', (data) => {
			const text = String(data);
			if (text.startsWith('0')) ws.send('40{}');
			if (text === '2') ws.send('3');
			if (text.startsWith('42["presence"')) resolve();
			if (!text.startsWith('42["ack"')) return;
			acks.push((JSON.parse(text.slice(2)) as [string, AckMessage])[1]);
			heard();
		})
	);
	const closed = new Promise<number>((resolve) => ws.on('close', (code) => resolve(code)));
	await ready;
	const answered = (count: number) =>
		new Promise<void>((resolve) => {
			heard = () => acks.length >= count && resolve();
			heard();
		});
	return { ws, acks, closed, answered };
}

/** JSON as the door would read it; no test here should let it come to that. */
function parsed() {
	const spy = vi.spyOn(JSON, 'parse');
	onTestFinished(() => spy.mockRestore());
	return () => spy.mock.calls.filter(([text]) => String(text).length > STRANGER.bytes).length;
}

test('[F34] values and depth of a packet are counted from its bytes, and strings are no brackets', () => {
	const count = (text: string, most = 100) => valuesIn(Buffer.from(text), most);
	expect(count('42["command",{"id":"x","list":[1,2,3]}]')).toBe(8);
	expect(count(`42["${'[{,'.repeat(200)}\\"${'['.repeat(200)}"]`)).toBe(2);
	expect(count(`42${nested(DEEPEST)}`)).toBe(DEEPEST + 1);
	expect(count(`42${nested(DEEPEST + 1)}`)).toBe('too-deep');
	expect(count(`42[${'0,'.repeat(100)}0]`)).toBe('too-large');
	// A quote in a namespace would hide all that follows it, behind the number of attachments too.
	for (const head of ['42', '451-', '4510-', '451e0-', '461-'])
		expect(count(`${head}/",${nested(1000)}`)).toBe('too-large');
});

test('[F34] a stranger’s large, deep or binary message ends its own line unread; others go on', async () => {
	const world = await room();
	const read = parsed();
	for (const [message, code] of [
		[CLEAR + nested(450_000) + ']', 1009],
		[CLEAR + nested(DEEPEST) + ']', 1009],
		[CLEAR + roll(5) + ' '.repeat(STRANGER.bytes) + ']', 1009],
		[`42["command",[${'0,'.repeat(STRANGER.values)}0]]`, 1009],
		[`42/",${nested(1000)}`, 1009],
		[`451-/",${nested(1000)}`, 1009],
		[Buffer.from('a picture'), 1003]
	] as const) {
		const it = await line(world);
		it.ws.send(message);
		expect.soft(await it.closed, String(message).slice(0, 40)).toBe(code);
		expect(it.acks).toEqual([]);
	}
	expect(read()).toBe(0);
	expect(await world.chair.send({ type: 'plan.cover', covered: true })).toHaveProperty('seq');
});

test('[F34] without a session no command is looked at by the schema; it is told to sit down', async () => {
	const world = await room();
	const it = await line(world);
	it.ws.send(`${CLEAR}${roll(50)}]`);
	it.ws.send(`${CLEAR}{"id":"no-schema-01","nonsense":1}]`);
	await it.answered(2);
	expect(it.acks).toEqual([
		{ id: 'bounded-roll-1', answer: { refused: 'not-your-seat' } },
		{ id: 'no-schema-01', answer: { refused: 'not-your-seat' } }
	]);
});

test('[F34] a session by which nobody sits here says no more than a stranger', async () => {
	const world = await room();
	const { token } = await world.it.app.sessions.create('seat');
	const it = await line(world, `${cookieName('seat', false)}=${token}`);
	const read = parsed();
	it.ws.send(`${CLEAR}${roll(5)}${' '.repeat(STRANGER.bytes)}]`);
	expect(await it.closed).toBe(1009);
	expect(read()).toBe(0);
});

test('[F34] a stranger who never stops talking is hung up on, and whoever came with a session is not', async () => {
	const world = await room();
	const stranger = await line(world);
	const guest = await line(world, await sitDown(world.it.app, world.room, seatId(world.room, 1)));
	const message = `${CLEAR}{"id":"talking-0001","words":"${'说'.repeat(3000)}"}]`;
	const times = Math.ceil(STRANGER.burst / 9000);
	for (let n = 0; n < times; n++) for (const it of [stranger, guest]) it.ws.send(message);
	expect(await stranger.closed).toBe(1008);
	await guest.answered(times);
	expect(guest.ws.readyState).toBe(WebSocket.OPEN);
});

test('[F34] a phone’s values are few, the desk’s a whole roll; neither may nest', async () => {
	const world = await room();
	const phone = await sitDown(world.it.app, world.room, seatId(world.room, 1));
	const rows = Math.ceil(SEAT.values / 9);
	const read = parsed();
	const one = await line(world, phone);
	one.ws.send(`${CLEAR}${roll(rows)}]`);
	expect(await one.closed).toBe(1009);
	expect(read()).toBe(0);
	const entries = Array.from({ length: 2000 }, () => resident('王桂芳'));
	// Read whole, and answered in words: with those who are there it is more than a roll holds.
	expect(await world.clerk.send({ type: 'roll.add', entries })).toMatchObject({
		refused: 'roll-too-long'
	});
});

test('[F34] a document’s line without a session gathers no long frames, and understands no text', async () => {
	const { app, origin } = await served(folder());
	const room = await makeMeeting(app, [resident('王桂芳')]);
	const { epoch } = await app.documents.open(room.meeting, 'agenda');
	const path = documentPath(room.meeting, 'agenda', epoch);
	const open = (cookie: string) => {
		const ws = new WebSocket(origin.replace('http', 'ws') + path, { headers: { origin, cookie } });
		onTestFinished(() => ws.terminate());
		ws.on('error', () => {});
		return { ws, closed: new Promise<number>((resolve) => ws.on('close', resolve)) };
	};
	const stranger = open('');
	expect(await stranger.closed).toBe(4401);
	const clerk = open(await sitDown(app, room, seatId(room, 'clerk')));
	await new Promise((resolve) => clerk.ws.once('message', resolve));
	clerk.ws.send(nested(1000));
	expect(await clerk.closed).toBe(1003);
	const loud = open(await sitDown(app, room, seatId(room, 'chair')));
	await new Promise((resolve) => loud.ws.once('message', resolve));
	for (let n = 0; n < 20; n++) loud.ws.send(Buffer.alloc(255_000, 3));
	expect(await loud.closed).toBe(1008);
});

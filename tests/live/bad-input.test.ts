/** What must not work, on raw sockets: a sentence for each, and the room untouched. */
import { request } from 'node:http';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { itemNow } from '#lib/meeting/agenda/agenda.ts';
import { refusalSentence } from '#lib/i18n/refusal.ts';
import type { AckMessage } from '#lib/meeting/wire.ts';
import { verify } from '#server/meeting/verify.ts';
import { resident, seatId, sitDown } from './people.ts';
import type { Served } from './serve.ts';
import { discuss, folder, openMeeting, phone, served } from './world.ts';
import { storedRows } from './stored-rows.ts';

const PEOPLE = [resident('王桂芳'), resident('李建国')];

/** A hand-made client that sends whatever it likes. */
function raw(it: Served, code: string, cookie: string) {
	const url = `${it.origin.replace('http', 'ws')}/live/?m=${code}&EIO=4&transport=websocket`;
	const ws = new WebSocket(url, { headers: { origin: it.origin, cookie } });
	onTestFinished(() => ws.terminate());
	const acks: AckMessage[] = [];
	const waiting: ((ack: AckMessage) => void)[] = [];
	ws.on('message', (data) => {
		const text = String(data);
		if (text.startsWith('0')) ws.send('40{}');
		if (text === '2') ws.send('3');
		if (!text.startsWith('42["ack"')) return;
		const [, ack] = JSON.parse(text.slice(2)) as [string, AckMessage];
		acks.push(ack);
		waiting.shift()?.(ack);
	});
	const ready = new Promise<void>((resolve) =>
		ws.on('message', (data) => String(data).startsWith('42["presence"') && resolve())
	);
	const closed = new Promise<void>((resolve) => ws.on('close', () => resolve()));
	return {
		ws,
		ready,
		closed,
		/** Sends one command message and waits for its answer. */
		send(message: string): Promise<AckMessage> {
			const answer = new Promise<AckMessage>((resolve) => waiting.push(resolve));
			ws.send(`42["command",${message}]`);
			return answer;
		}
	};
}

async function discussing() {
	const it = await served(folder());
	const world = await openMeeting(it, PEOPLE);
	await discuss(world.room, world.chair);
	const seat = seatId(world.room, 1);
	const cookie = await sitDown(it.app, world.room, seat);
	const client = raw(it, world.room.code, cookie);
	await client.ready;
	return {
		it,
		...world,
		seat,
		cookie,
		client,
		item: itemNow(world.room.committed.state.agenda)!.id
	};
}

const envelope = (as: string, command: object, id = 'bad-input-01') =>
	JSON.stringify({ id, as, command });

test('[B5 B11 B33] malformed, oversized and unknown commands are refused in words', async () => {
	const { client, room, seat, item } = await discussing();
	const { seq, head } = room.committed;
	const long = '说'.repeat(400_000);
	const cases: [string, string][] = [
		['1', 'malformed'],
		['null', 'malformed'],
		['[]', 'malformed'],
		['{"id":"x"}', 'malformed'],
		[envelope(seat, { type: 'queue.explode' }), 'malformed'],
		[envelope(seat, { type: 'queue.join', seat, item, stance: 'for', role: 'chair' }), 'malformed'],
		[envelope(seat, { type: 'queue.join', seat, item, stance: ['for'] }), 'malformed'],
		[envelope(seat, { type: 'queue.write', entry: 'e', text: '半个\ud83d' }), 'malformed'],
		[envelope(seat, { type: 'queue.write', entry: 'e', text: long }), 'too-large'],
		[envelope('__proto__', { type: 'plan.close' }), 'malformed'],
		[envelope('constructor', { type: 'plan.close' }), 'not-your-seat'],
		[
			envelope(seat, { type: 'queue.join', seat: 'constructor', item, stance: 'for' }),
			'no-such-seat'
		],
		[
			`{"id":"bad-input-01","as":"${seat}","__proto__":{"as":"x"},"command":{"type":"plan.close"}}`,
			'malformed'
		],
		[
			envelope(seat, { type: 'queue.join', seat, item: 'other-item', stance: 'for' }),
			'item-not-open'
		]
	];
	for (const [message, code] of cases) {
		const { answer } = await client.send(message);
		expect.soft(answer, message.slice(0, 80)).toMatchObject({ refused: code });
		if ('refused' in answer) expect(refusalSentence(answer).length).toBeGreaterThan(4);
	}
	expect(room.committed).toMatchObject({ seq, head });
});

test('[B6 B8] wrong role, another’s seat, another meeting’s ids', async () => {
	const { it, client, room, seat, item } = await discussing();
	const other = await openMeeting(it, PEOPLE);
	const { seq } = room.committed;
	const foreign = seatId(other.room, 1);
	const two = seatId(room, 2);
	const chair = seatId(room, 'chair');
	const cases: [string, object][] = [
		[seat, { type: 'runsheet.go', from: room.committed.state.runsheet.stageId, to: 'x' }],
		[seat, { type: 'plan.close' }],
		[seat, { type: 'queue.join', seat: two, item, stance: 'for' }],
		[two, { type: 'queue.join', seat: two, item, stance: 'for' }],
		[chair, { type: 'plan.close' }],
		['organiser', { type: 'plan.close' }],
		['clock', { type: 'queue.away', seat }],
		['door', { type: 'roll.claim', seat: two }],
		[foreign, { type: 'queue.join', seat: foreign, item, stance: 'for' }]
	];
	for (const [as, command] of cases)
		expect
			.soft((await client.send(envelope(as, command))).answer, JSON.stringify([as, command]))
			.toHaveProperty('refused');
	expect(room.committed.seq).toBe(seq);
});

test('[B1] an upgrade from a foreign, a null or no origin is refused', async () => {
	const { it, room, cookie } = await discussing();
	for (const origin of ['https://evil.example', 'null', undefined]) {
		const status = await new Promise((resolve) => {
			const asked = request(`${it.origin}/live/?m=${room.code}&EIO=4&transport=websocket`, {
				headers: {
					connection: 'Upgrade',
					upgrade: 'websocket',
					'sec-websocket-version': '13',
					'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
					cookie,
					...(origin ? { origin } : {})
				}
			});
			asked.on('response', (response) => resolve(response.statusCode));
			asked.on('upgrade', () => resolve('upgraded'));
			asked.on('error', () => resolve('error'));
			asked.end();
		});
		expect(status, String(origin)).toBe(403);
	}
});

test('[B3] a revoked session’s socket closes, and comes back without a seat', async () => {
	const { it, client, cookie } = await discussing();
	const id = cookie.split('=')[1]!.split('.')[0]!;
	await it.app.sessions.revoke(id);
	await client.closed;
});

test('[B3] the socket of a session that is over by itself closes then; another’s stays', async () => {
	const { it, room, client, cookie } = await discussing();
	const id = cookie.split('=')[1]!.split('.')[0]!;
	client.ws.terminate();
	await client.closed;
	const end = Date.now() + 1500;
	it.app.connection.sqlite.prepare('UPDATE session SET expires_at = ? WHERE id = ?').run(end, id);
	const brief = raw(it, room.code, cookie);
	const other = await phone(it, room, 2);
	await brief.ready;
	await brief.closed;
	expect(Date.now()).toBeGreaterThanOrEqual(end);
	expect(Date.now() - end).toBeLessThan(2000);
	const { item } = room.committed.state.queue;
	const { seat } = other;
	const hand = await other.send({ type: 'queue.join', seat, item: item!, stance: 'ask' });
	expect(hand).toHaveProperty('seq');
});

test('[B12] a flooding phone is slowed down; the phone beside it, same address, is not', async () => {
	const { it, room, client, seat, item } = await discussing();
	const answers = await Promise.all(
		Array.from({ length: 100 }, (_, i) =>
			client.send(envelope(seat, { type: 'queue.withdraw', seat, item }, `flooding-${i}`))
		)
	);
	const slowed = answers.filter(
		({ answer }) => 'refused' in answer && answer.refused === 'too-fast'
	);
	expect(slowed.length).toBeGreaterThan(50);
	const honest = await phone(it, room, 2);
	expect(
		await honest.send({ type: 'queue.join', seat: honest.seat, item, stance: 'ask' })
	).toHaveProperty('seq');
});

test('a hand for an item that has passed, and anything after the end, is refused', async () => {
	const { room, chair, client, seat, item } = await discussing();
	const next = room.committed.state.agenda.items[1]!.id;
	await chair.send({ type: 'agenda.open', item: next });
	expect(
		(await client.send(envelope(seat, { type: 'queue.join', seat, item, stance: 'for' }))).answer
	).toEqual({
		refused: 'item-not-open'
	});
	await chair.send({ type: 'plan.close' });
	expect(
		(
			await client.send(
				envelope(seat, { type: 'queue.join', seat, item: next, stance: 'for' }, 'too-late-001')
			)
		).answer
	).toEqual({ refused: 'closed' });
});

test('[B11] lone surrogates, controls and a megabyte of name change nothing', async () => {
	const { it, room, chair, clerk } = await discussing();
	const { seq } = room.committed;
	const entry = (name: string) => ({ type: 'roll.walk-in' as const, entry: resident(name) });
	expect(await clerk.send(entry('\ud800'))).toHaveProperty('refused');
	expect(await clerk.send(entry('名'.repeat(300_000)))).toEqual({ refused: 'too-large' });
	expect(await clerk.send(entry('   '))).toHaveProperty('refused');
	expect(room.committed.seq).toBe(seq);
	expect(await chair.send({ type: 'plan.cover', covered: true })).toHaveProperty('seq');
	expect(verify(room.meeting, storedRows(it.app, room.meeting))).toMatchObject({ ok: true });
});

test('[F35] an upgrade to an address that is none is answered, and the server goes on', async () => {
	const { it, room, chair } = await discussing();
	const { hostname, port } = new URL(it.origin);
	for (const target of ['//', 'http://[', '//:99999/live/']) {
		const socket = connect(Number(port), hostname);
		onTestFinished(() => void socket.destroy());
		const answer = new Promise<string>((resolve, reject) => {
			socket.on('data', (data) => resolve(String(data)));
			socket.on('error', reject);
			socket.on('close', () => resolve(''));
		});
		socket.write(
			`GET ${target} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`
		);
		expect.soft(await answer, target).toMatch(/^HTTP\/1\.1 40\d/);
	}
	expect(await chair.send({ type: 'plan.cover', covered: true })).toHaveProperty('seq');
	expect(room.committed.state.plan.covered).toBe(true);
});

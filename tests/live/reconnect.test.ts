/** A phone whose line was down has its unsent card in within seconds once the line is back (C27). */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Phone, resident, seatId, sitDown } from './people.ts';
import { discuss, folder, openMeeting, served } from './world.ts';

/** `ends`: whoever comes is hung up on before a word. `silent`: nothing gets through, nothing ends. */
type Way = 'whole' | 'ends' | 'silent';

test('[C27] a line that hangs up before greeting, and one that stays silent, do not keep a card', async () => {
	const it = await served(folder());
	const { room, chair } = await openMeeting(it, [resident('李建国'), resident('赵敏')]);
	await discuss(room, chair);
	const item = room.committed.state.agenda.items[0]!.id;
	await chair.send({ type: 'cards.prepare', item, question: '最担心什么？' });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	const line = await lineTo(it.origin);
	const seat = seatId(room, 1);
	const phone = new Phone(line.origin, room.code, seat, await sitDown(it.app, room, seat));
	onTestFinished(() => phone.close());
	await phone.until(({ copy }) => copy !== null, 'the room to show');

	for (const [n, down] of (['ends', 'silent'] as const).entries()) {
		line.become(down);
		if (down === 'ends') line.hangUp();
		const written = phone.client.send(seat, {
			...{ type: 'cards.send', board: 'b1', seat, text: `第${n}张`, stance: 'idea' },
			card: `card000000${n}abc`,
			key: `key-of-a-single-phone-${n}`
		});
		await line.tried();
		line.become('whole');
		// A silent line is given up by the phone itself: what hangs on it does not come back.
		const back = Date.now();
		expect(await written).toHaveProperty('seq');
		expect(Date.now() - back).toBeLessThan(down === 'ends' ? 3_000 : 15_000);
	}
	await chair.send({ type: 'cards.go', board: 'b1', from: 'writing', to: 'collecting' });
	expect(room.committed.state.cards.boards[0]!.count).toMatchObject({ cards: 2, people: 1 });
}, 240_000);

test('[F31] a phone that presses nothing knows within five seconds that its line is dead, and heals by itself', async () => {
	const it = await served(folder());
	const { room } = await openMeeting(it, [resident('李建国')]);
	const line = await lineTo(it.origin);
	const seat = seatId(room, 1);
	const phone = new Phone(line.origin, room.code, seat, await sitDown(it.app, room, seat));
	onTestFinished(() => phone.close());
	await phone.until(({ copy }) => copy !== null, 'the room to show');
	await line.brings('6');
	const deadAt = performance.now();
	line.become('silent');
	await phone.until(({ quietSince }) => quietSince !== null, 'the silence to be noticed');
	expect(performance.now() - deadAt).toBeLessThan(5_000);
	expect(phone.connected).toBe(true);
	line.become('whole');
	await phone.until(({ connected }) => !connected, 'the line to be given up');
	await phone.until(({ connected }) => connected, 'another line');
	expect(phone.quietSince).toBeNull();
}, 60_000);

/** Stands between a phone and the server. */
async function lineTo(origin: string) {
	const server = createServer();
	const wss = new WebSocketServer({ noServer: true });
	const here = new Set<WebSocket>();
	let way: Way = 'whole';
	let wayOf = new Map<WebSocket, Way>();
	let saw: () => void = () => {};
	let brought: (what: string) => void = () => {};
	server.on('upgrade', (request: IncomingMessage, socket, head) => {
		wss.handleUpgrade(request, socket, head, (phone) => {
			here.add(phone);
			saw();
			if (way === 'ends') return phone.close();
			const headers = { origin, cookie: request.headers.cookie ?? '' };
			const upstream = new WebSocket(origin.replace('http', 'ws') + request.url!, { headers });
			const lost = () => wayOf.get(phone) === 'silent';
			phone.on('message', (raw) => (lost() ? saw() : upstream.send(String(raw))));
			upstream.on('message', (raw) => {
				if (lost()) return;
				phone.send(String(raw));
				brought(String(raw));
			});
			phone.on('close', () => upstream.close());
			upstream.on('close', () => lost() || phone.close());
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	onTestFinished(() => {
		for (const phone of here) phone.terminate();
		server.close();
	});
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** What is silent stays so for those who hang on it. */
		become(next: Way) {
			if (next === 'silent') wayOf = new Map([...here].map((phone) => [phone, next]));
			way = next;
		},
		hangUp: () => here.forEach((phone) => phone.close()),
		/** Resolves when the server has sent this. */
		brings: (wanted: string) =>
			new Promise<void>((resolve) => (brought = (what) => what === wanted && resolve())),
		/** Resolves when somebody tries again, or speaks into the void. */
		tried: () => new Promise<void>((resolve) => (saw = resolve))
	};
}

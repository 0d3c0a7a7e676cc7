/** What must not work at a document, on raw sockets: refused, and nobody's words touched. */
import { request } from 'node:http';
import { expect, test } from 'vitest';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { SYNC } from '#lib/documents/wire.ts';
import { makeMeeting, resident, seatId, staff } from './people.ts';
import { vectorOf } from './stalls-documents.ts';
import { folder, served } from './world.ts';
import { addressOf, caretMessage, cookieOf, rawSocket, rawWriter, syncMessage } from './writers.ts';

async function started() {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('王桂芳'), staff('李助手', 'helper')]);
	const document = await it.app.documents.open(room.meeting, 'minutes');
	await document.change((doc) => doc.getText('t').insert(0, '记录'));
	const words = () => document.doc.getText('t').toString();
	return { it, room, document, words };
}

/** An update that inserts words at the start, under this client id. */
function insert(client: number, words: string, before?: Y.Doc): Uint8Array {
	const doc = new Y.Doc();
	if (before) Y.applyUpdate(doc, Y.encodeStateAsUpdate(before));
	doc.clientID = client;
	const vector = Y.encodeStateVector(doc);
	doc.getText('t').insert(0, words);
	return Y.encodeStateAsUpdate(doc, vector);
}

/** Varuints one after another. */
function bytes(...numbers: number[]): Uint8Array {
	const encoder = encoding.createEncoder();
	for (const number of numbers) encoding.writeVarUint(encoder, number);
	return encoding.toUint8Array(encoder);
}

test('[B1] an upgrade from a foreign, a null or no origin is refused', async () => {
	const { it, room } = await started();
	const cookie = await cookieOf(it, room, 'clerk');
	const address = (await addressOf(it, room, 'minutes')).replace('ws', 'http');
	for (const origin of ['https://evil.example', 'null', undefined]) {
		const status = await new Promise((resolve) => {
			const headers = {
				connection: 'Upgrade',
				upgrade: 'websocket',
				'sec-websocket-version': '13',
				'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
				cookie,
				...(origin ? { origin } : {})
			};
			const asked = request(address, { headers });
			asked.on('response', (response) => resolve(response.statusCode));
			asked.on('upgrade', () => resolve('upgraded'));
			asked.on('error', () => resolve('error'));
			asked.end();
		});
		expect.soft(status, String(origin)).toBe(403);
	}
});

test('[B26 B27] no session, no role, no such meeting, name or epoch: accepted only to be told so', async () => {
	const { it, room } = await started();
	const address = await addressOf(it, room, 'minutes');
	const clerk = await cookieOf(it, room, 'clerk');
	const member = await cookieOf(it, room, 1);
	const other = await makeMeeting(it.app, [resident('赵六')]);
	const root = it.origin.replace('http', 'ws');
	const cases: [string, string, number][] = [
		[address, '', 4401],
		[address, 'yitang_seat=made.up', 4401],
		[address, member, 4403],
		[address.replace(room.meeting, other.meeting), clerk, 4403],
		[address.replace(room.meeting, 'nowhere'), clerk, 4404],
		[address.replace(room.meeting, '*'), clerk, 4404],
		[address.replace('minutes', 'ballots'), clerk, 4404],
		[address.replace('minutes', '__proto__'), clerk, 4404],
		[address.replace('minutes', 'agenda'), clerk, 4404],
		[`${root}/documents/`, clerk, 4404],
		[`${root}/documents/${'x'.repeat(10_000)}`, clerk, 4404],
		[`${root}/documents/..%2f..%2fetc/minutes.ab`, clerk, 4404],
		[`${address}0`, clerk, 4410]
	];
	for (const [at, cookie, code] of cases) {
		const socket = await rawSocket(it, at, cookie);
		await socket.until(() => socket.closed !== null, at);
		expect.soft(socket.closed?.code, at.slice(0, 120)).toBe(code);
		expect.soft(socket.updates).toEqual([]);
	}
	expect(await it.app.documents.repository.has(room.meeting, 'agenda')).toBe(false);
	expect(await it.app.documents.repository.has(other.meeting, 'minutes')).toBe(false);
});

test('[B22] a reader’s changes are not taken, as Update or as SyncStep2; it may read', async () => {
	const { it, room, words } = await started();
	const reader = await rawWriter(it, room, 'helper');
	expect(await reader.offer(insert(7, '假'))).toBe('not-allowed');
	expect(await reader.offer(insert(7, '假'), SYNC.step2)).toBe('not-allowed');
	expect(await reader.sync()).toBe('记录');
	reader.send(caretMessage([7, 1, { cursor: null }]));
	const writer = await rawWriter(it, room, 'clerk');
	expect(await writer.offer(insert(8, '真'))).toBe('saved');
	await reader.until(() => reader.doc.getText('t').length === 3, 'the change');
	expect(words()).toContain('真');
	expect(words()).not.toContain('假');
	expect(writer.carets).toEqual([]);
});

test('[B22] unknown types, torn varints, text frames and huge frames end the connection, not the server', async () => {
	const { it, room, words } = await started();
	const cases: [string, Uint8Array | string, number][] = [
		['unknown type', bytes(77), 1008],
		['unknown sync type', bytes(0, 9, 0), 1008],
		['a saved message from a client', bytes(100, 5), 1008],
		['torn varint', new Uint8Array([0, 2, 0xff, 0xff, 0xff]), 1008],
		['nothing', new Uint8Array(), 1008],
		['length beyond the end', bytes(0, 2, 1000, 1), 1008],
		['torn state vector', syncMessage(SYNC.step1, new Uint8Array([0xff])), 1008],
		['a state vector of nobody we know', vectorOf(10_000), 1008],
		['torn awareness', bytes(1, 3, 1, 1, 1), 1008],
		['text', 'hello', 1003],
		['a frame too large', new Uint8Array(300_000), 1009]
	];
	for (const [what, message, code] of cases) {
		const socket = await rawWriter(it, room, 'clerk');
		socket.ws.send(message);
		await socket.until(() => socket.closed !== null, what);
		expect.soft(socket.closed?.code, what).toBe(code);
	}
	expect(words()).toBe('记录');
});

test('[B23 B24 F28] hostile updates: refused in little time, and the next honest one is taken', async () => {
	const { it, room, document, words } = await started();
	const writer = await rawWriter(it, room, 'clerk');
	await writer.sync();
	const doc = new Y.Doc();
	doc.clientID = 500;
	const single: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => single.push(update));
	for (let n = 0; n < 3000; n++) doc.getText('t').insert(0, 'x');
	const nested = encoding.createEncoder();
	for (const number of [1, 1, 600, 0, 0x08, 1]) encoding.writeVarUint(nested, number);
	encoding.writeVarString(nested, 't');
	encoding.writeVarUint(nested, 1);
	for (let n = 0; n < 20_000; n++) encoding.writeUint8Array(nested, new Uint8Array([117, 1]));
	const cases: [string, Uint8Array][] = [
		['a clock that jumps to 2^53−1', bytes(1, 1, 500, 0, 0, Number.MAX_SAFE_INTEGER, 0)],
		['a deleted run without end', bytes(1, 1, 500, 0, 0, 2 ** 30, 0)],
		['a gap', single[10]!],
		['all out of order', Y.mergeUpdates(single.slice(1).reverse())],
		['a skip', bytes(1, 1, 500, 0, 10, 5, 0)],
		['an item of no length', bytes(1, 1, 500, 0, 0, 0, 0)],
		['a million items in three bytes', bytes(1, 1_000_000, 500, 0)],
		['more bytes than an update', new Uint8Array([...insert(500, 'x'), 1, 2, 3])],
		['deleting what nobody wrote', bytes(0, 1, 12_345, 1, 0, 1_000_000)],
		['an id beyond 32 bits', bytes(1, 1, 2 ** 40, 0, 0, 1, 0)],
		['a list nested twenty thousand deep', encoding.toUint8Array(nested)],
		['a document in the document', bytes(1, 1, 500, 0, 9, 1, 1, 116, 0)],
		['a parent that is not there', bytes(1, 1, 500, 0, 4, 0, 4711, 3, 1, 120, 0)],
		['a format with torn JSON', bytes(1, 1, 500, 0, 6, 1, 1, 116, 1, 98, 1, 123, 0)],
		[
			'bytes that hang mergeUpdatesV2 (yjs #687)',
			Buffer.from('AAABAQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'base64')
		]
	];
	for (const [what, update] of cases) {
		const start = process.cpuUsage();
		expect.soft(await writer.offer(update, SYNC.step2), what).toBe('malformed');
		const { user } = process.cpuUsage(start);
		expect.soft(user / 1000, what).toBeLessThan(400);
		expect.soft(words(), what).toBe('记录');
	}
	expect(document.doc.store.pendingStructs).toBe(null);
	writer.send(syncMessage(SYNC.step2, insert(500, '好')));
	await writer.until(() => writer.saved > 0, 'it to be stored');
	expect(words()).toContain('好');
});

test('[F29] the YES/NOO case: the second text under one id and clock is refused, and nobody diverges', async () => {
	const { it, room, words } = await started();
	await it.app.documents.open(room.meeting, 'agenda');
	const first = await rawWriter(it, room, 'clerk', 'agenda');
	const second = await rawWriter(it, room, 'chair', 'agenda');
	expect(await first.offer(insert(42, 'YES'))).toBe('saved');
	// The same id and clock with other words: known already, so nothing of it is taken or told.
	expect(await second.offer(insert(42, 'NOO'))).toBe('saved');
	// Going on under that id: it belongs to the other session.
	expect(await second.offer(insert(42, 'NOOPE'))).toBe('not-yours');
	expect(await second.offer(insert(43, 'x'), SYNC.step2)).not.toBe('not-yours');
	const [a, b] = [await first.sync(), await second.sync()];
	expect(a).toBe(b);
	expect(a).not.toContain('NOO');
	expect(words()).toBe('记录');
});

test('[F29 B23] the server’s own id and ids of others stay theirs after a restart; a session’s own come back', async () => {
	const dir = folder();
	const it = await served(dir);
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const document = await it.app.documents.open(room.meeting, 'minutes');
	await document.change((doc) => doc.getText('t').insert(0, '记录'));
	const server = [...document.clients].find(([, session]) => session === 'server')![0];
	const cookie = await cookieOf(it, room, 'clerk');
	const address = await addressOf(it, room, 'minutes');
	const one = await rawSocket(it, address, cookie);
	await one.sync();
	expect(await one.offer(insert(99, '甲', one.doc))).toBe('saved');
	expect(await one.offer(insert(server, '乙', one.doc))).toBe('not-yours');
	one.ws.terminate();
	expect(
		await it.app.documents.sendHome(document).then(() => document.gone || 'still')
	).toBeTruthy();
	const back = await rawSocket(it, address, cookie);
	await back.sync();
	expect(await back.offer(insert(server, '乙', back.doc))).toBe('not-yours');
	back.ws.terminate();
	const again = await rawSocket(it, address, cookie);
	await again.sync();
	expect(await again.offer(insert(99, '丙', again.doc))).toBe('saved');
	expect(
		(await it.app.documents.open(room.meeting, 'minutes')).doc.getText('t').toString()
	).toMatch(/丙.*甲|甲.*丙/);
});

test('[B25] carets: the server says who it is; nobody moves, deletes or floods another’s', async () => {
	const { it, room } = await started();
	await it.app.documents.open(room.meeting, 'agenda');
	const clerk = await rawWriter(it, room, 'clerk', 'agenda');
	const chair = await rawWriter(it, room, 'chair', 'agenda');
	const state = { cursor: { anchor: 1 }, user: { name: '<img src=x>', role: 'chair' } };
	clerk.send(caretMessage([11, 2 ** 50, state]));
	await chair.until(() => chair.carets.length === 1, 'the caret');
	const [caret] = chair.carets;
	expect(caret).toMatchObject({
		client: 11,
		state: {
			cursor: { anchor: 1 },
			user: { name: '孙晓彤', role: 'clerk', seat: seatId(room, 'clerk') }
		}
	});
	// Another's id, gone or moved; a second id; too many; too much; nonsense.
	chair.send(caretMessage([11, 2 ** 52, null]));
	chair.send(caretMessage([11, 2 ** 52, state]));
	clerk.send(caretMessage([12, 1, state]));
	clerk.send(
		caretMessage(...Array.from({ length: 5000 }, (_, n) => [n, 1, {}] as [number, number, unknown]))
	);
	clerk.send(caretMessage([11, 3, { cursor: 'x'.repeat(3000) }]));
	clerk.send(caretMessage([11, 4, { cursor: { anchor: 2 } }]));
	await chair.until(() => chair.carets.length === 2, 'the honest move');
	expect(chair.carets[1]).toMatchObject({ client: 11, state: { cursor: { anchor: 2 } } });
	expect(chair.carets[1]!.clock).toBeGreaterThan(caret!.clock);
	clerk.ws.close();
	await chair.until(() => chair.carets.length === 3, 'the caret to go');
	expect(chair.carets[2]).toMatchObject({ client: 11, state: null });
});

test('[F27] too much at once, in a minute and in all: a sentence, not a crash', async () => {
	const { it, room } = await started();
	const writer = await rawWriter(it, room, 'clerk');
	await writer.sync();
	expect(await writer.offer(insert(1, '长'.repeat(30_000), writer.doc))).toBe('too-large');
	expect(await writer.offer(insert(1, '长'.repeat(30_000), writer.doc), SYNC.step2)).toBe(
		'too-large'
	);
	writer.send(syncMessage(SYNC.step2, insert(1, '短', writer.doc)));
	await writer.until(() => writer.saved > 0, 'it to be stored');
	for (let n = 0; n < 3; n++) {
		const update = insert(100 + n, 'x'.repeat(60_000), writer.doc);
		expect(await writer.offer(update)).toBe('saved');
	}
	expect(await writer.offer(insert(200, 'x'.repeat(60_000), writer.doc))).toBe('too-fast');
});

test('[F27] a full document says so and goes on reading; what is deleted makes room again', async () => {
	const { it, room, document, words } = await started();
	for (let n = 0; n < 34; n++)
		await document.change((doc) => doc.getText(`u${n}`).insert(0, 'x'.repeat(62_000)));
	const writer = await rawWriter(it, room, 'clerk');
	await writer.sync();
	expect(await writer.offer(insert(1, '满', writer.doc))).toBe('full');
	await document.change((doc) => {
		for (let n = 0; n < 34; n++) doc.getText(`u${n}`).delete(0, 62_000);
	});
	writer.send(syncMessage(SYNC.step2, insert(1, '满', writer.doc)));
	await writer.until(() => writer.saved > 0, 'it to be stored');
	expect(words()).toContain('满');
});

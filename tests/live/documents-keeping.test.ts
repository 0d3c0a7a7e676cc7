/** Words are kept whatever breaks: slow and failed loads, full disks, restores, erasure, damaged rows. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { minutesFragment } from '#lib/documents/minutes.ts';
import { SYNC } from '#lib/documents/wire.ts';
import { realEnvironment } from '#server/meeting/context.ts';
import type { Store } from '#server/db/store.ts';
import { makeMeeting, resident } from './people.ts';
import { serve } from './serve.ts';
import { BEGINS, hold } from './spoken.ts';
import { folder, served } from './world.ts';
import {
	addressOf,
	cookieOf,
	rawSocket,
	rawWriter,
	syncMessage,
	type RawWriter
} from './writers.ts';

/** Types at the end, as this writer, and sends it as y-websocket would. */
function typing(writer: RawWriter, client: number, words: string): Uint8Array {
	const { doc } = writer;
	const own = new Y.Doc();
	Y.applyUpdate(own, Y.encodeStateAsUpdate(doc));
	own.clientID = client;
	const vector = Y.encodeStateVector(own);
	own.getText('t').insert(own.getText('t').length, words);
	const update = Y.encodeStateAsUpdate(own, vector);
	Y.applyUpdate(doc, update);
	return update;
}

test('[F19] a load that takes long: nobody sees an empty document, and nothing comes twice', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const document = await it.app.documents.open(room.meeting, 'minutes');
	await document.change((doc) => doc.getText('t').insert(0, '记录'));
	const address = await addressOf(it, room, 'minutes');
	await it.app.documents.sendHome(document);

	const { rows } = it.app.documents.repository;
	const updates = rows.updates;
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	let asked = () => {};
	const loading = new Promise<void>((resolve) => (asked = resolve));
	rows.updates = ((...of: Parameters<typeof updates>) => {
		asked();
		return held.then(() => updates(...of));
	}) as unknown as typeof updates;
	const cookie = await cookieOf(it, room, 'clerk');
	const opening = [0, 1, 2].map(() => rawSocket(it, address, cookie));
	let opened = false;
	void Promise.race(opening).then(() => (opened = true));
	await loading;
	// A whole answer of the same server on another line: time enough for a socket to open, if it would.
	await fetch(it.origin);
	expect(opened).toBe(false);
	release();
	const writers = await Promise.all(opening);
	for (const writer of writers) expect(await writer.sync()).toBe('记录');
	expect(await writers[0]!.offer(typing(writers[0]!, 5, '一'))).toBe('saved');
	await writers[1]!.until(() => writers[1]!.doc.getText('t').toString() === '记录一');
});

test('[F19] a load that fails closes with 4503, starts nothing blank, and works again later', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const document = await it.app.documents.open(room.meeting, 'minutes');
	await document.change((doc) => doc.getText('t').insert(0, '记录'));
	const address = await addressOf(it, room, 'minutes');
	await it.app.documents.sendHome(document);
	const { rows } = it.app.documents.repository;
	const updates = rows.updates;
	rows.updates = () => {
		throw new Error('the disk cannot be read');
	};
	const cookie = await cookieOf(it, room, 'clerk');
	const refused = await rawSocket(it, address, cookie);
	await refused.until(() => refused.closed !== null);
	expect(refused.closed!.code).toBe(4503);
	await expect(it.app.documents.open(room.meeting, 'minutes')).rejects.toThrow(/disk/);
	rows.updates = updates;
	const writer = await rawSocket(it, address, cookie);
	expect(await writer.sync()).toBe('记录');
});

test('[F21] storing fails: read only with an alarm, nothing dropped, the meeting goes on; then all of it is there', async () => {
	let broken = false;
	const fails = { sql: 'SELECT broken', args: [] };
	const wrap = (store: Store): Store => ({
		...store,
		commit: (pieces) =>
			store.commit(
				pieces.map((piece) =>
					broken && piece.key !== piece.meeting
						? { ...piece, writes: [...piece.writes, fails] }
						: piece
				)
			)
	});
	const dir = folder();
	const it = await serve(dir, undefined, 0, wrap);
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const writer = await rawWriter(it, room, 'clerk');
	const other = await rawWriter(it, room, 'clerk');
	await Promise.all([writer.sync(), other.sync()]);
	expect(await writer.offer(typing(writer, 1, '甲'))).toBe('saved');
	await other.until(() => other.doc.getText('t').toString() === '甲');

	broken = true;
	expect(await writer.offer(typing(writer, 1, '乙'))).toBe('not-saving');
	await other.until(() => other.notices.includes('not-saving'));
	// Others have not seen it; new words are not taken; the room itself is not touched.
	expect(await other.sync()).toBe('甲');
	writer.send(syncMessage(SYNC.update, typing(writer, 1, '丙')));
	const organiser = { session: null, owner: true, door: true };
	const opened = await room.ask(
		{ id: 'open-the-room', as: 'organiser', command: { type: 'plan.open' } },
		organiser
	);
	expect(opened).toHaveProperty('seq');

	broken = false;
	await writer.until(() => writer.notices.includes('well'), 'storing to work again');
	expect(writer.saved).toBe(2);
	// Asked for the rest, as y-websocket does.
	writer.send(syncMessage(SYNC.step2, Y.encodeStateAsUpdate(writer.doc)));
	await writer.until(() => writer.saved === 4, 'the rest to be stored');
	await other.until(() => other.doc.getText('t').toString() === '甲乙丙');
	await it.stop();
	const again = await served(dir);
	const back = await again.app.documents.open(room.meeting, 'minutes');
	expect(back.doc.getText('t').toString()).toBe('甲乙丙');
});

test('[F21] a seal and an erasure in the minutes wait for no disk: an answer at once, words go on, pressed again they are done', async () => {
	const clock = { at: BEGINS };
	const now = () => clock.at;
	const it = await serve(folder(), { ...realEnvironment, now, monotonic: now });
	const { app } = it;
	const { sqlite } = app.connection;
	const spoken = await hold(app, clock);
	const { room } = spoken;
	const until = clock.at + 24 * 3600_000;
	await spoken.send('organiser', { type: 'minutes.open-objections', until });
	clock.at = until + 1;
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(0, [new Y.XmlText('多余的话')]);
	const document = await app.documents.open(room.meeting, 'minutes');
	await document.change((doc) => minutesFragment(doc).push([paragraph]));
	const [prose] = (await app.minutes.prose(room)).filter(({ words }) => words === '多余的话');
	const erase = () => app.minutes.eraseProse(room, prose!.at, prose!.words);
	const seal = () => app.minutes.seal(room, { session: null, owner: true, door: true });

	sqlite.pragma('query_only = ON');
	await expect(erase()).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
	expect(await seal()).toMatchObject({ refused: 'not-saved' });
	sqlite.pragma('query_only = OFF');
	const open = await app.documents.open(room.meeting, 'minutes');
	expect([open.sealed, open.alarmed]).toEqual([false, false]);
	await open.change((doc) => doc.getText('t').insert(0, '还能写'));
	expect(await erase()).toBe(true);
	expect(await seal()).toHaveProperty('seq');
	expect((await app.documents.open(room.meeting, 'minutes')).sealed).toBe(true);
	await it.stop();
});

test('[F20] the last one leaves while somebody comes: the same document, or a stored one; ten times', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const address = await addressOf(it, room, 'minutes');
	const cookie = await cookieOf(it, room, 'clerk');
	let expected = '';
	for (let n = 0; n < 10; n++) {
		const document = await it.app.documents.open(room.meeting, 'minutes');
		const coming = rawSocket(it, address, cookie);
		const home = it.app.documents.sendHome(document);
		const writer = await coming;
		await home;
		expect(await writer.sync()).toBe(expected);
		expect(await writer.offer(typing(writer, 100 + n, String(n)))).toBe('saved');
		expected += String(n);
		writer.ws.terminate();
		await expect.poll(() => it.app.documents.isUsed(document)).toBe(false);
	}
	const rows = await it.app.documents.repository.rows.updates(room.meeting, 'minutes');
	expect(rows.length).toBeLessThan(10);
});

test('[F22] erased: the words are in no stored byte, a copy that had them is not included', async () => {
	const dir = folder();
	const it = await served(dir);
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const secret = `电话${randomBytes(12).toString('hex')}`;
	const writer = await rawWriter(it, room, 'clerk');
	await writer.sync();
	expect(await writer.offer(typing(writer, 1, `开头${secret}结尾`))).toBe('saved');
	expect(await writer.offer(typing(writer, 1, '再见'))).toBe('saved');
	const before = await it.app.documents.open(room.meeting, 'minutes');
	const stored = () =>
		readdirSync(dir)
			.filter((name) => name.startsWith('yitang.db'))
			.some((name) => readFileSync(join(dir, name)).includes(secret));
	expect(stored()).toBe(true);

	await it.app.documents.rewrite(room.meeting, 'minutes', (doc) => {
		doc.getText('t').delete(2, secret.length);
	});
	await writer.until(() => writer.closed !== null);
	expect(writer.closed).toEqual({ code: 4410, reason: 'not-included' });
	const after = await it.app.documents.open(room.meeting, 'minutes');
	expect(after.doc.getText('t').toString()).toBe('开头结尾再见');
	expect(after.epoch).not.toBe(before.epoch);
	expect(after.version).toBeGreaterThan(before.version);
	expect(stored()).toBe(false);

	const old =
		it.origin.replace('http', 'ws') + `/documents/${room.meeting}/minutes.${before.epoch}`;
	const stale = await rawSocket(it, old, await cookieOf(it, room, 'clerk'));
	stale.send(syncMessage(SYNC.step2, Y.encodeStateAsUpdate(writer.doc)));
	await stale.until(() => stale.closed !== null);
	expect(stale.closed!.code).toBe(4410);
	// Brought to the new address it is refused too, or adds nothing that was erased.
	const sneaky = await rawWriter(it, room, 'clerk');
	await sneaky.sync();
	expect(stored()).toBe(false);
	const change = after.change((doc) => doc.getText('t').insert(0, '新'));
	await change;
	expect((await it.app.documents.open(room.meeting, 'minutes')).doc.getText('t').toString()).toBe(
		'新开头结尾再见'
	);
});

test('[F22] erased from maps and rich text alike: nested content, marks and attributes stay', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const document = await it.app.documents.open(room.meeting, 'minutes');
	await document.change((doc) => {
		const body = doc.getXmlFragment('body');
		const paragraph = new Y.XmlElement('paragraph');
		paragraph.setAttribute('seq', '12');
		const text = new Y.XmlText();
		text.insert(0, '王桂芳说');
		text.insert(4, '同意', { bold: true });
		paragraph.insert(0, [text]);
		body.insert(0, [paragraph, new Y.XmlElement('fact')]);
		const item = new Y.Map();
		doc.getMap('items').set('a', item);
		item.set('title', '用途');
		item.set('excerpts', Y.Array.from([{ source: '条例' }]));
	});
	const before = document.doc.getXmlFragment('body').toString();
	await it.app.documents.sendHome(document);
	await it.app.documents.rewrite(room.meeting, 'minutes', () => {});
	const after = await it.app.documents.open(room.meeting, 'minutes');
	expect(after.doc.getXmlFragment('body').toString()).toBe(before);
	expect(after.doc.getMap('items').toJSON()).toEqual({
		a: { title: '用途', excerpts: [{ source: '条例' }] }
	});
});

test('[F24] an honest late writer and a hostile one after the sealing: refused, told, bytes the same', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const writer = await rawWriter(it, room, 'clerk');
	await writer.sync();
	expect(await writer.offer(typing(writer, 1, '定稿'))).toBe('saved');
	const document = await it.app.documents.open(room.meeting, 'minutes');
	const { state } = await document.seal();
	await writer.until(() => writer.notices.includes('sealed'));
	expect(await writer.offer(typing(writer, 1, '晚了'))).toBe('sealed');
	expect(await writer.offer(Y.encodeStateAsUpdate(writer.doc), SYNC.step2)).toBe('sealed');
	const late = await rawWriter(it, room, 'clerk');
	await late.until(() => late.notices.includes('sealed'), 'to be told on coming');
	expect(await late.sync()).toBe('定稿');
	expect(Buffer.from((await document.seal()).state)).toEqual(Buffer.from(state));
	expect(Buffer.from(Y.encodeStateAsUpdate(document.doc))).toEqual(Buffer.from(state));
});

test('[F28] a damaged row is set aside at the load, the rest is there, under a new epoch', async () => {
	const dir = folder();
	const it = await serve(dir);
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const document = await it.app.documents.open(room.meeting, 'minutes');
	for (const words of ['一', '二', '三'])
		await document.change((doc) => doc.getText(words).insert(0, words));
	const other = await it.app.documents.open(room.meeting, 'agenda');
	const { epoch, version } = document;
	const { sqlite } = it.app.connection;
	await it.app.documents.sendHome(document);
	// Rows as a damaged disk might leave them: one torn, one of nonsense.
	const add = sqlite.prepare(
		`INSERT INTO document_update (meeting, name, version, bytes) VALUES (?, 'minutes', ?, ?)`
	);
	add.run(room.meeting, version + 1, Buffer.from([1, 1, 9, 0, 4, 1, 1, 116, 200]));
	add.run(room.meeting, version + 2, Buffer.from('AAABAQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'base64'));
	const back = await it.app.documents.open(room.meeting, 'minutes');
	expect(['一', '二', '三'].map((name) => back.doc.getText(name).toString())).toEqual([
		...['一', '二', '三']
	]);
	expect(back.epoch).not.toBe(epoch);
	expect((await it.app.documents.open(room.meeting, 'agenda')).epoch).toBe(other.epoch);
	const aside = sqlite
		.prepare('SELECT version FROM document_update WHERE quarantined_at IS NOT NULL')
		.all();
	expect(aside).toContainEqual({ version: version + 1 });
	await back.change((doc) => doc.getText('四').insert(0, '四'));
	await it.stop();
	const again = await served(dir);
	const third = await again.app.documents.open(room.meeting, 'minutes');
	expect(third.doc.getText('四').toString()).toBe('四');
	expect(third.epoch).toBe(back.epoch);
});

test('[F27] many small rows become one when nobody writes any more', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const document = await it.app.documents.open(room.meeting, 'minutes');
	for (let n = 0; n < 50; n++)
		await document.change((doc) => doc.getText('t').insert(doc.getText('t').length, String(n)));
	const words = document.doc.getText('t').toString();
	const rows = () => it.app.documents.repository.rows.updates(room.meeting, 'minutes');
	expect((await rows()).length).toBeGreaterThanOrEqual(50);
	const { version } = document;
	await it.app.documents.sendHome(document);
	expect((await rows()).length).toBe(1);
	const back = await it.app.documents.open(room.meeting, 'minutes');
	expect(back.doc.getText('t').toString()).toBe(words);
	expect(back.version).toBe(version);
});

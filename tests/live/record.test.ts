/** The record on a real server: cached by version, told to followers, private, erasable. */
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as Y from 'yjs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { applyChange, type PublicRecord, type RecordChange } from '#lib/meeting/record/public.ts';
import { commentOf, forgetComment, leaveComment } from '#server/record/desk.ts';
import { answerWith } from '#server/record/bytes.ts';
import { recordPage, wayOf } from '#server/record/page.ts';
import { shareOrigin } from '#server/addresses.ts';
import { serveRecord } from '#server/record/serve-record.ts';
import { recentRecords } from '#server/record/recent.ts';
import { verify } from '#server/meeting/verify.ts';
import type { Room } from '#server/meeting/room.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Follower } from '#server/record/followers.ts';
import { resident } from './people.ts';
import type { Served } from './serve.ts';
import { discuss, folder, openMeeting, served } from './world.ts';
import { storedRows } from './stored-rows.ts';

async function asOrganiser(room: Room, command: Command): Promise<void> {
	const who = { session: 'office', owner: true, door: true };
	const answer = await room.ask({ id: newId(), as: 'organiser', command }, who);
	expect(answer).not.toHaveProperty('refused');
}

/** A meeting in discussion, with what nobody outside may read. */
async function meeting(it: Served) {
	const people = [resident('王桂芳'), resident('李建国', { building: '5号楼' })];
	const { room, chair, clerk } = await openMeeting(it, people);
	await discuss(room, chair);
	const away = room.committed.state.roll.order.find(
		(id) => room.committed.state.roll.seats[id]!.no === 2
	)!;
	await clerk.send({ type: 'attendance.leave', seat: away, reason: '去医院透析' });
	return { room, chair, clerk };
}

const WORDS = { name: '丁淑华', building: '9号楼', how: 'self', text: '门口要有坡道。' };

/** A limit for what never comes; a busy machine may take its time, ms. */
const PATIENT = 60_000;

/** The newest version, whatever was looked at a moment ago. */
async function latest(it: Served, room: Room): Promise<PublicRecord> {
	let whole = (await it.app.records.of(room)).whole;
	await vi.waitFor(async () => {
		whole = (await it.app.records.of(room)).whole;
		expect(whole.record.seq).toBe(room.committed.seq);
	}, PATIENT);
	return whole;
}

test('ten thousand readers cost one making, the same bytes for all, and the room nothing', async () => {
	const it = await served(folder());
	const { room } = await meeting(it);
	await latest(it, room);
	const { made } = it.app.records;
	const usedAt = room.usedAt;
	const asked = Array.from({ length: 10_000 }, () => it.app.records.of(room));
	const all = new Set((await Promise.all(asked)).map(({ json }) => json));
	expect(all.size).toBe(1);
	expect(it.app.records.made).toBe(made);
	expect(room.usedAt).toBe(usedAt);
	expect(room.quiet).toBe(true);
});

test('a reader who has this version is told so and sent nothing', async () => {
	const it = await served(folder());
	const { room } = await meeting(it);
	await latest(it, room);
	const { json } = await it.app.records.of(room);
	const ask = (headers: Record<string, string>) =>
		answerWith(json, new Request('http://x/r', { headers }), {});
	const first = await ask({ 'accept-encoding': 'gzip' });
	expect(first.headers.get('content-encoding')).toBe('gzip');
	const etag = first.headers.get('etag')!;
	const again = await ask({ 'accept-encoding': 'gzip', 'if-none-match': etag });
	expect([again.status, await again.text()]).toEqual([304, '']);
	const plain = await ask({ 'if-none-match': etag });
	expect(plain.status, 'another encoding is another answer').toBe(200);
	expect(JSON.parse(await plain.text())).toMatchObject({ open: true });
});

test('a page that was drawn goes out before the handler, the same, to those who read the same way', async () => {
	const it = await served(folder());
	const { room, clerk } = await meeting(it);
	await latest(it, room);
	let drawn = 0;
	const server = createServer(async (request, response) => {
		if (await serveRecord(it.app, request, response)) return;
		const way = wayOf('en', 0, shareOrigin(it.app.config, it.app.port, request.headers.host));
		const headers = { 'content-type': 'text/html', 'content-security-policy': 'x' };
		const draw = async () => new Response(`page ${(drawn += 1)}`, { headers });
		const asked = new Request('http://x/r');
		const page = await recordPage(await it.app.records.of(room), way, asked, draw);
		response.end(`handler: ${await page.text()}`);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close().closeAllConnections());
	const { port } = server.address() as AddressInfo;
	const ask = (path = `/r/${room.addressKey}`, headers = {}) =>
		fetch(`http://127.0.0.1:${port}${path}`, {
			headers: { 'accept-language': 'en', ...headers }
		});
	const words = async (...what: Parameters<typeof ask>) => (await ask(...what)).text();

	expect(await words(), 'nobody has asked before').toBe('handler: page 1');
	const second = await ask();
	expect(await second.text()).toBe('page 1');
	expect(Object.fromEntries(second.headers)).toMatchObject({
		'cache-control': 'no-cache',
		'content-encoding': 'gzip',
		'content-security-policy': 'x',
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'same-origin'
	});
	const again = await ask(undefined, { 'if-none-match': second.headers.get('etag')! });
	expect([again.status, await again.text()]).toEqual([304, '']);
	for (const [path, headers] of [
		[`/r/${room.addressKey}`, { cookie: 'yitang_lang=zh-Hant' }],
		[`/r/${room.addressKey}`, { cookie: 'a=b; yitang_elder=2' }],
		[`/r/${room.addressKey}?lang=en`, {}],
		[`/r/${room.addressKey}/mine`, {}],
		['/r/nowhere', {}]
	] as const)
		expect.soft(await words(path, headers), JSON.stringify([path, headers])).toMatch(/^handler/);

	const invented = await new Promise<string>((resolve, reject) => {
		const headers = { host: 'evil.example', 'accept-language': 'en' };
		get({ port, path: `/r/${room.addressKey}`, headers }, async (answer) => {
			resolve(Buffer.concat(await answer.toArray()).toString());
		}).on('error', reject);
	});
	expect(invented, 'an invented host is no other page').toBe('page 1');

	const seat = room.committed.state.roll.order.find(
		(id) => room.committed.state.roll.seats[id]!.no === 1
	)!;
	await clerk.send({ type: 'attendance.leave', seat, reason: '先走' });
	await latest(it, room);
	expect(await words(), 'a new version is drawn anew').toBe('handler: page 2');
});

test('the first page lists records that everybody may read, and no other', async () => {
	const it = await served(folder());
	const { room } = await meeting(it);
	await asOrganiser(room, { type: 'record.set', publish: 'sealed' });
	const other = await meeting(it);
	await asOrganiser(other.room, { type: 'record.set', publish: 'live' });
	const listed = await recentRecords(it.app);
	expect(listed.map(({ code }) => code)).toEqual([other.room.code]);
	expect(await recentRecords(it.app), 'looked for once').toBe(listed);
});

test('[A25] those who follow hear of a new line, as a small change', async () => {
	const it = await served(folder());
	const { room, chair } = await meeting(it);
	let mine = await latest(it, room);
	const decode = new TextDecoder();
	const changes: RecordChange[] = [];
	const follower: Follower = {
		tell(message) {
			const text = decode.decode(message);
			if (text.startsWith('data: ')) changes.push(JSON.parse(text.slice(6)) as RecordChange);
			return true;
		},
		end() {}
	};
	const leave = it.app.followers.add(
		room.meeting,
		mine.version,
		await it.app.records.of(room),
		follower
	);
	onTestFinished(leave);
	const stage = room.committed.state.runsheet.stageId!;
	await chair.send({ type: 'runsheet.note', stage, text: '先办食堂，再议晚餐。' });
	await expect.poll(() => changes).toHaveLength(1);
	mine = applyChange(mine, changes[0]!)!;
	expect(Object.values(mine.texts)).toContain('先办食堂，再议晚餐。');
	expect(changes[0]!.lines.length).toBeLessThan(mine.record.lines.length);
});

describe('[F46] what nobody outside may read is in no version, in no phase', () => {
	const SECRETS = ['王桂芳', '李建国', '透析', '丁淑华', '坡道', '骂人'];

	test.each(['live', 'sealed'] as const)('published %s', async (publish) => {
		const it = await served(folder());
		const { room, chair } = await meeting(it);
		await asOrganiser(room, { type: 'record.set', publish });
		const left = await leaveComment(it.app, room, WORDS);
		expect('refused' in left).toBe(publish === 'sealed');
		const look = async () => {
			const whole = await latest(it, room);
			const journal = JSON.parse((await it.app.records.journal(room)).plain.toString('utf8'));
			const all = JSON.stringify(whole) + JSON.stringify(journal);
			for (const secret of SECRETS) expect(all, secret).not.toContain(secret);
			expect(whole.open).toBe(publish === 'live');
			if (publish === 'sealed') expect(whole.record.lines).toEqual([]);
			const known = [...whole.record.lines, whole.record.meeting, whole.record.agenda];
			for (const id of Object.keys(whole.texts)) expect(JSON.stringify(known)).toContain(id);
		};
		await look();
		if (publish === 'live') {
			const [waiting] = room.committed.state.comments.list;
			await asOrganiser(room, {
				type: 'comments.withhold',
				comment: waiting!.id,
				reason: '骂人的话删掉就公开。'
			});
			await look();
		}
		await chair.send({ type: 'plan.close' });
		await look();
	});
});

test('[W3] [W5] [W7] its author finds a comment by a key that opens nothing else', async () => {
	const it = await served(folder());
	const { room } = await meeting(it);
	const left = await leaveComment(it.app, room, WORDS);
	const again = await leaveComment(it.app, room, WORDS);
	if ('refused' in left || 'refused' in again) throw new Error('refused');
	expect(again.key).toBe(left.key);
	expect(room.committed.state.comments.received).toBe(1);
	expect(commentOf(it.app, room, left.key)).toMatchObject({ status: 'waiting', words: WORDS.text });
	const [id] = left.key.split('.');
	for (const key of ['', id!, `${id}.`, `${id}.AAAAAAAAAAAAAAAAAAAAAA`, `w0.${left.key}`])
		expect(commentOf(it.app, room, key)).toBeNull();
	expect(await forgetComment(it.app, room, `${id}.AAAAAAAAAAAAAAAAAAAAAA`)).toHaveProperty(
		'refused'
	);
	expect(await forgetComment(it.app, room, left.key)).toBeNull();
	expect(commentOf(it.app, room, left.key)).toBeNull();
	const rows = it.app.connection.sqlite
		.prepare(`SELECT CAST(body AS TEXT) FROM hidden WHERE lot = 'comments'`)
		.all();
	expect(rows).toEqual([]);
});

test('[W3] [W7] whoever sends the words of a published comment gets no key to it', async () => {
	const it = await served(folder());
	const { room } = await meeting(it);
	const left = await leaveComment(it.app, room, WORDS);
	if ('refused' in left) throw new Error('refused');
	const { id } = room.committed.state.comments.list[0]!;
	await asOrganiser(room, { type: 'comments.publish', comment: id });
	const later = { ...it.app, monotonic: () => it.app.monotonic() + 3 * 60_000 };
	const copied = await leaveComment(later as typeof it.app, room, WORDS);
	if ('refused' in copied) throw new Error('refused');
	expect(copied.key).not.toBe(left.key);
	expect(commentOf(it.app, room, copied.key)).toMatchObject({ status: 'waiting' });
	expect(await forgetComment(it.app, room, copied.key)).toBeNull();
	expect(commentOf(it.app, room, left.key)).toMatchObject({ status: 'published' });
});

test('[D7] erased words leave record, replay and tables; the chain still verifies', async () => {
	const it = await served(folder());
	const { room } = await meeting(it);
	const left = await leaveComment(it.app, room, WORDS);
	if ('refused' in left) throw new Error('refused');
	const { id } = room.committed.state.comments.list[0]!;
	await asOrganiser(room, { type: 'comments.publish', comment: id });
	expect(JSON.stringify(await latest(it, room))).toContain('坡道');
	const text = room.committed.state.comments.list[0]!.text!.id;
	await asOrganiser(room, { type: 'plan.erase', text });
	const after = await latest(it, room);
	expect(after.texts[text]).toBeNull();
	const journal = (await it.app.records.journal(room)).plain.toString('utf8');
	expect(JSON.stringify(after) + journal).not.toContain('坡道');
	const { sqlite } = it.app.connection;
	expect(JSON.stringify(sqlite.prepare('SELECT body FROM text').all())).not.toContain('坡道');
	expect(
		JSON.stringify(
			sqlite.prepare(`SELECT CAST(body AS TEXT) FROM hidden WHERE lot = 'comments'`).all()
		)
	).not.toContain('坡道');
	expect(verify(room.meeting, storedRows(it.app, room.meeting))).toMatchObject({ ok: true });
});

test('[D3] words of the minutes document reach the record as soon as they are stored', async () => {
	const it = await served(folder());
	const { room } = await meeting(it);
	const before = await latest(it, room);
	const document = await it.app.documents.open(room.meeting, 'minutes');
	await document.change((doc) => {
		const paragraph = new Y.XmlElement('paragraph');
		paragraph.insert(0, [new Y.XmlText('楼上楼下都说要。')]);
		doc.getXmlFragment('minutes').push([paragraph]);
	});
	await vi.waitFor(async () => {
		const { whole } = await it.app.records.of(room);
		expect(whole.version).not.toBe(before.version);
		expect(JSON.stringify(whole.record.lines)).toContain('楼上楼下都说要。');
	}, PATIENT);
});

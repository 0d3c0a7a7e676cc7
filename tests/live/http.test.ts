/** The built server, spoken to as nobody should: no request ends the process, and none is answered 500 (F35). */
import { readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { REFUSED } from '../../server/exit-codes.mjs';
import { formActions, walkForms } from './form-walk.ts';
import { demoMeeting, startBuilt, type Built, type Demo } from './built.ts';
import { fuzzHttp } from './http-fuzz.ts';

let built: Built;
let demo: Demo;
const dir = mkdtempSync(join(tmpdir(), 'yitang-http-'));

beforeAll(async () => {
	built = await startBuilt(dir, { LOG_LEVEL: 'error' });
	demo = await demoMeeting(built);
});
afterAll(async () => {
	await built.stop();
	rmSync(dir, { recursive: true, force: true });
});

/** One request as it is written, and the whole answer. */
function raw(request: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(built.port, '127.0.0.1');
		let heard = '';
		socket.setEncoding('utf8').on('data', (words) => (heard += words));
		socket.on('error', reject).on('close', () => resolve(heard));
		socket.write(request);
	});
}

const post = (target: string, headers: string[] = []) =>
	raw(
		[`POST ${target} HTTP/1.1`, `Host: 127.0.0.1:${built.port}`, 'Connection: close', ...headers]
			.concat('Content-Length: 0', '', '')
			.join('\r\n')
	);

const own = () => [`Origin: http://127.0.0.1:${built.port}`];
const FOREIGN = ['Origin: https://evil.example', 'Content-Type: text/plain'];
const health = async () => (await fetch(`${built.origin}/health`)).status;

test.each([
	['/%', 400],
	['/%ff', 400],
	['/m/%E4%BD/photo', 400],
	['//', 403],
	['/', 403]
])('POST %s from nowhere and from a foreign page: %i, and alive', async (target, status) => {
	for (const headers of [[], FOREIGN]) {
		expect(await post(target, headers)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
		expect(await health()).toBe(200);
	}
});

test('a form of another site is refused in the words of the reader, before anything reads it', async () => {
	const form = [
		'Origin: https://evil.example',
		'Content-Type: application/x-www-form-urlencoded',
		'Accept: text/html'
	];
	for (const [language, sentence] of [
		['zh-CN', '别的网站发来的请求，这里不收'],
		['zh-TW', '別的網站送來的請求，這裡不收'],
		['en', 'Requests sent by other websites are not accepted here']
	]) {
		const answer = await post('/join', [...form, `Accept-Language: ${language}`]);
		expect(answer).toMatch(/^HTTP\/1\.1 403 /);
		expect(answer).toContain(sentence);
	}
});

test('what says to come from LiveKit is not asked whence it comes, and counts only with its signature', async () => {
	for (const headers of [[], FOREIGN, ['Authorization: Bearer a.b.c']]) {
		const answer = await post('/livekit', headers);
		expect(answer).toMatch(/^HTTP\/1\.1 401 /);
		expect(answer).toContain('没有正确签名');
	}
	const answer = await fetch(`${built.origin}/livekit`, {
		method: 'POST',
		body: 'x'.repeat(70_000)
	});
	expect(answer.status).toBe(413);
});

test('names of actions that every object has, forms that are none, and files where words belong: 4xx with a sentence', async () => {
	const form = 'Content-Type: multipart/form-data; boundary=b';
	for (const name of ['constructor', '__proto__', 'toString', 'default'])
		for (const path of [`/join?/${name}`, `/_app/remote/${name}/x`, `/_app/./remote/${name}`])
			expect(await post(path, own())).toMatch(/^HTTP\/1\.1 404 /);
	for (const type of [form, 'Content-Type: text/plain', 'Content-Type: multipart/form-data']) {
		const answer = await post('/join', [...own(), type, 'Accept: text/html']);
		expect(answer).toMatch(/^HTTP\/1\.1 400 /);
		expect(answer).toContain('这个请求读不懂');
	}
});

test.each(['h2c', 'TLS/1.0', 'HTTP/2.0, SHTTP/1.3', 'websocketx', 'x'.repeat(200), ''])(
	'an upgrade to what we do not speak is not taken up, and the request answered: %s',
	async (protocol) => {
		const offer = [
			`Connection: Upgrade, HTTP2-Settings`,
			`Upgrade: ${protocol}`,
			'HTTP2-Settings: A'
		];
		const head = [`Host: 127.0.0.1:${built.port}`, ...offer].join('\r\n');
		// What follows in the same packet is no part of it, and would be lost: the line is closed.
		const next = `GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
		const answer = await raw(`GET /join HTTP/1.1\r\n${head}\r\n\r\n${next}`);
		expect(answer.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 200']);
		expect(answer).toMatch(/^Connection: close/im);
		// Also with a body, which belongs to the request.
		const form = ['Accept: text/html', 'Content-Type: application/x-www-form-urlencoded'];
		const posted = [...own(), ...form, head, 'Content-Length: 11', '', 'code=999999'];
		const refused = await raw(`POST /join HTTP/1.1\r\n${posted.join('\r\n')}${next}`);
		expect(refused.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 404']);
	}
);

test.each(['/', '/join', '/live', '/live/x', '/m/w', '/_app/version.json'])(
	'a WebSocket where nothing of ours is: refused in a sentence (%s)',
	async (path) => {
		const offer = ['Connection: Upgrade', 'Upgrade: WebSocket', 'Sec-WebSocket-Version: 13'];
		const head = [
			`Host: 127.0.0.1:${built.port}`,
			...offer,
			'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='
		];
		const answer = await raw(`GET ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`);
		expect(answer).toMatch(/^HTTP\/1\.1 404 [\s\S]+There is no live connection at this address/);
	}
);

test('only the head of what never ends is told at once', async () => {
	const head = [`Host: 127.0.0.1:${built.port}`, 'Connection: close', '', ''];
	const answer = await raw(`HEAD /r/${demo.address}/live HTTP/1.1\r\n${head.join('\r\n')}`);
	expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]+text\/event-stream/);
});

test('garbage as incoming.db: /health answers all the while, one line in the log says it', async () => {
	writeFileSync(join(dir, 'incoming.db'), 'garbage'.repeat(900));
	const refused = () => readdirSync(dir).some((name) => name.startsWith('incoming.db.refused-'));
	while (!refused()) expect(await health()).toBe(200);
	expect(await health()).toBe(200);
	// What it says comes by another way than its answers.
	const said = () => built.output().match(/the backup was not restored: [^"]*不是数据库文件/g);
	await expect.poll(said).toHaveLength(1);
});

test('a seeded fuzz: method × path × headers × body; `npm run prove` sends 20,000', async () => {
	const { sent, answers, faults, alive } = await fuzzHttp(built, demo, 600, 20261129);
	expect(faults).toEqual([]);
	expect(alive).toBe(true);
	expect(sent).toBeGreaterThanOrEqual(600);
	// What is taken (303) is rare among them, and comes by chance: it is counted where there are thousands.
	expect(Object.keys(answers)).toEqual(expect.arrayContaining(['200', '400', '403', '404']));
});

test('every form action of every page, every value out of its list: a refusal and never 500', async () => {
	const actions = formActions(demo);
	expect(actions.length).toBeGreaterThan(15);
	const { sent, faults } = await walkForms(built, demo, false);
	expect(faults).toEqual([]);
	expect(sent).toBeGreaterThan(actions.length * 2);
});

test('what was foreseen ends the start with a code of its own, in a sentence and without a stack', async () => {
	const starting = startBuilt(dir, { PORT: 'many' });
	await expect(starting).rejects.toMatchObject({
		code: REFUSED,
		message: expect.stringMatching(/^PORT is "many"; [^\n]+\n$/)
	});
});

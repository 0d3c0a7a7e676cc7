/** Whatever comes in and however the handler ends, there is an answer and the server goes on (F35). */
import { spawnSync } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '#server/log.ts';
import { answerRequest, makeReadable, type Handler } from './answer-request.ts';

const root = join(import.meta.dirname, '../..');

/** A server with this handler; `say` speaks raw HTTP and gives all that was answered. */
async function serving(handler: Handler) {
	const lines: Record<string, unknown>[] = [];
	const log = createLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
	const server = createServer((request, response) =>
		answerRequest({ log, root }, request, response, handler)
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close().closeAllConnections());
	const { port } = server.address() as AddressInfo;
	const request = (request: string) =>
		new Promise<string>((resolve, reject) => {
			const socket = connect(port, '127.0.0.1');
			let heard = '';
			socket.setEncoding('utf8').on('data', (words) => (heard += words));
			socket.on('error', reject).on('close', () => resolve(heard));
			socket.write(request);
		});
	return { say: request, lines };
}

const get = (target: string, rest = '') =>
	`GET ${target} HTTP/1.1\r\nHost: hall.example\r\nConnection: close\r\n${rest}\r\n`;

test.each([
	[
		'throws',
		() => {
			throw new Error('broken');
		}
	],
	['rejects', () => Promise.reject(new Error('broken'))],
	['rejects with what is no error', () => Promise.reject({ status: 403 })],
	['rejects with nothing', () => Promise.reject(undefined)]
] as [string, Handler][])(
	'a handler that %s: 500 with a number that is in the log',
	async (_, handler) => {
		const { say: request, lines } = await serving(handler);
		const answer = await request(get('/m/110411?k=secret'));
		expect(answer).toMatch(/^HTTP\/1\.1 500 /);
		const [, id] = /Number (\w+)/.exec(answer)!;
		expect(lines).toMatchObject([{ id, path: '/m/110411', msg: 'a request failed' }]);
		expect(await request(get('/again'))).toMatch(/^HTTP\/1\.1 500 /);
	}
);

test('a handler that breaks in the middle of its answer: the line is closed, the next is answered', async () => {
	let asked = 0;
	const { say: request } = await serving(async (_, response) => {
		if ((asked += 1) > 1) return response.end('well');
		response.writeHead(200, { 'content-length': 100 }).write('half');
		throw new Error('broken');
	});
	expect(await request(get('/'))).not.toContain('500');
	expect(await request(get('/'))).toMatch(/well$/);
});

test.each(['/%', '/m/%ff', '/%E4%BD', '*', 'http://', 'http://a:b@c/', '/a/%c0%af/b'])(
	'%s cannot be read: 400 in words, and nobody behind is asked',
	async (target) => {
		const { say: request } = await serving(() => expect.unreachable());
		const answer = await request(get(target));
		expect(answer).toMatch(/^HTTP\/1\.1 400 /);
		expect(answer).toContain('这个地址读不懂');
		expect(answer).toContain('x-content-type-options: nosniff');
	}
);

test('an absolute target says path and host; a range that cannot be is not passed on; a Host that is none is 400', () => {
	const made = (url: string, headers: Record<string, string> = {}) => {
		const request = { url, headers: { host: 'hall.example:3000', ...headers } };
		const readable = makeReadable(request as unknown as IncomingMessage);
		return { readable, url: request.url, ...request.headers };
	};
	expect(made('http://other.example/m/1?a=%')).toEqual({
		...{ readable: true, url: '/m/1?a=%', host: 'other.example' }
	});
	for (const range of ['bytes=5-2', 'bytes=-', 'bytes=-5', 'x', 'bytes=0-1,3-4'])
		expect(made('/', { range })).not.toHaveProperty('range', range);
	for (const range of ['bytes=0-', 'bytes=2-2'])
		expect(made('/', { range })).toMatchObject({ range });
	for (const host of ['', 'a b', 'a/b', 'a@b', '[::1', 'a:b', 'a?b', '议堂'])
		expect(made('/', { host }).readable, host).toBe(false);
	for (const host of ['localhost', '127.0.0.1:3000', '[fe80::1]:80', 'xn--a.example'])
		expect(made('/', { host }).readable, host).toBe(true);
});

test('a promise that failed unnoticed is a line with a number; an exception from nowhere ends with a code', () => {
	const script = `
		import { writeSync } from 'node:fs';
		import { guardProcess } from './server/http/process.ts';
		import { createLog } from './server/log.ts';
		const write = (line) => { writeSync(1, line); setImmediate(next); };
		guardProcess({ log: createLog('info', { write }), root: '/here' });
		const gone = { code: 'ENOENT', syscall: 'open', path: '/here/build/client/a.js' };
		const deeds = [
			() => void Promise.reject(new Error('unnoticed')),
			() => void Promise.reject(undefined),
			() => { throw Object.assign(new Error('gone'), gone); },
			() => { throw new Error('from nowhere'); },
			() => console.log('never')
		];
		// Each one when the line of the one before is written: Node notices a rejection when it likes.
		const next = () => deeds.shift()?.();
		next();`;
	const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript'];
	const { status, stdout } = spawnSync(process.execPath, [...flags, '-e', script], {
		cwd: root,
		encoding: 'utf8'
	});
	const lines = stdout
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as { msg: string; id: string });
	expect(lines.map(({ msg }) => msg)).toEqual([
		'a promise failed and nobody waited for it',
		'a promise failed and nobody waited for it',
		'a file of the pages is gone; start the server again',
		'unexpected'
	]);
	for (const { id } of lines) expect(id).toMatch(/^[\da-z]{4,}$/);
	expect(status).toBe(1);
});

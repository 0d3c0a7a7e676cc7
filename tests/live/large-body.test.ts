/** "Too large" is read by who sends too much: after the answer the rest is taken in, or the line is closed. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { getRequest, setResponse } from '@sveltejs/kit/node';
import { expect, onTestFinished, test } from 'vitest';
import { drainBody } from '#server/drain-body.ts';
import { handedIn } from '#server/meeting/handed-in.ts';

const MB = 1024 * 1024;
const LIMIT = 2 * MB;

/** A server whose pages read bodies as ours do. */
async function server(limits?: { most: number; longest: number }): Promise<number> {
	const it: Server = createServer((request, response) => {
		drainBody(request, response, limits);
		void answer(request, response);
	});
	onTestFinished(() => {
		it.closeAllConnections();
		it.close();
	});
	await new Promise<void>((ready) => it.listen(0, '127.0.0.1', ready));
	return (it.address() as { port: number }).port;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const asked = await getRequest({ request, base: 'http://yitang', bodySizeLimit: LIMIT });
	const said =
		request.url === '/form' ? await form(asked) : await handedIn(asked, 'sound', LIMIT / 4);
	const status = 'refused' in said ? 413 : 200;
	await setResponse(response, new Response(JSON.stringify(said), { status }));
}

async function form(asked: Request): Promise<object> {
	try {
		return { read: [...(await asked.formData()).keys()].length };
	} catch (error) {
		return { refused: (error as { status: number }).status };
	}
}

/** Sends everything before it reads, as browsers do; gives what it read. */
function send(port: number, head: string, body: Buffer[]): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, '127.0.0.1');
		let read = '';
		socket.setEncoding('utf8').pause();
		socket.on('data', (text) => {
			read += text;
			if (/\r\n\r\n[^]*\}/u.test(read)) resolve(read);
		});
		socket.on('error', reject);
		socket.on('close', () => resolve(read));
		socket.write(head);
		const next = (at: number): void => {
			if (at === body.length) return void socket.resume();
			socket.write(body[at]!, () => next(at + 1));
		};
		next(0);
		onTestFinished(() => void socket.destroy());
	});
}

const head = (path: string, more: string) =>
	`POST ${path} HTTP/1.1\r\nhost: yitang\r\norigin: http://yitang\r\ncontent-type: multipart/form-data; boundary=xx\r\n${more}\r\n\r\n`;
const pieces = (total: number) =>
	Array.from({ length: total / (64 * 1024) }, () => Buffer.alloc(64 * 1024, 'a'));
const chunked = (parts: Buffer[]) => [
	...parts.map((part) =>
		Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')])
	),
	Buffer.from('0\r\n\r\n')
];

test.each([
	['a form that says how long it is', '/form', `content-length: ${8 * MB}`, pieces(8 * MB)],
	['a form that does not', '/form', 'transfer-encoding: chunked', chunked(pieces(8 * MB))],
	['a recording that says how long it is', '/voice', `content-length: ${8 * MB}`, pieces(8 * MB)],
	['a recording that does not', '/voice', 'transfer-encoding: chunked', chunked(pieces(8 * MB))],
	['a recording a little too large', '/voice', `content-length: ${MB}`, pieces(MB)]
])('%s is answered 413, and the answer is read', async (_, path, more, body) => {
	const port = await server();
	const read = await send(port, head(path, more), body);
	expect(read).toMatch(/^HTTP\/1\.1 413 /);
	expect(read).toMatch(/\{"refused":/);
});

test.each([
	['/form', `connection: close\r\ncontent-length: ${8 * MB}`],
	['/voice', `connection: close\r\ncontent-length: ${8 * MB}`]
])('%s, by who hangs up afterwards, too', async (path, more) => {
	const read = await send(await server(), head(path, more), pieces(8 * MB));
	expect(read).toMatch(/^HTTP\/1\.1 413 /);
	expect(read).toMatch(/\{"refused":/);
});

test('the next request on the same line is heard', async () => {
	const port = await server();
	const first = [Buffer.from(head('/voice', `content-length: ${MB}`)), ...pieces(MB)];
	const small = '--xx--\r\n';
	const next = [Buffer.from(head('/form', `content-length: ${small.length}`) + small)];
	const socket = connect(port, '127.0.0.1');
	onTestFinished(() => void socket.destroy());
	const heard = new Promise<string>((resolve, reject) => {
		let read = '';
		socket.setEncoding('utf8').on('data', (text) => {
			read += text;
			if (read.includes('{"read":')) resolve(read);
		});
		socket.on('error', reject);
		socket.on('close', () => resolve(read));
	});
	socket.write(Buffer.concat([...first, ...next]));
	expect(await heard).toMatch(/413 [^]*too-large[^]*200 [^]*\{"read":0\}/u);
});

test('who goes on for ever is hung up on', async () => {
	const socket = connect(await server({ most: 4 * MB, longest: 60_000 }), '127.0.0.1');
	onTestFinished(() => void socket.destroy());
	const piece = Buffer.alloc(64 * 1024, 'a');
	socket.on('error', () => {}).resume();
	const more = (error?: Error | null): void => {
		if (!error && !socket.destroyed) socket.write(piece, more);
	};
	socket.write(head('/voice', `content-length: ${1024 * MB}`), more);
	await new Promise((closed) => socket.once('close', closed));
	expect(socket.bytesWritten).toBeLessThan(900 * MB);
});

/** Development answers with the app of the modules as they are now (`tests/prove/development.ts` shows it with Vite). */
import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import type { ViteDevServer } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { liveInDev } from './dev.ts';

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Vite's server as far as we use it, with modules that change; tells who answered. */
function development() {
	const http = Object.assign(new EventEmitter(), { address: () => ({ port: 5173 }) });
	const told: string[] = [];
	const faults: string[] = [];
	let use: Middleware = () => {};
	let read = 0;
	/** `running.ts` as it stands; `opening` is waited for. */
	const written = (fault = '', opening: Promise<unknown> = Promise.resolve()) => {
		const start = `start ${(read += 1)}`;
		return {
			async open() {
				await opening;
				if (fault) throw fault;
				told.push(`${start} opened`);
				return {
					app: { port: 0 },
					answer: () => void told.push(`${start} answers a page`),
					handleUpgrade: (request: IncomingMessage) => {
						if (request.url !== '/live/') return false;
						told.push(`${start} answers a socket`);
						return true;
					},
					refuseUnknown: () => void told.push(`${start} knows no such socket`),
					welcome: async () => '',
					close: async () => void told.push(`${start} closed`)
				};
			}
		};
	};
	let running = written();
	const server = {
		httpServer: http,
		config: { logger: { error: (words: string) => faults.push(words), info: () => {} } },
		middlewares: { use: (one: Middleware) => (use = one) },
		ssrLoadModule: async () => running
	} as unknown as ViteDevServer;
	const plugin = liveInDev();
	(plugin.configureServer as (server: ViteDevServer) => void)(server);
	onTestFinished(() => void http.emit('close'));
	return {
		told,
		faults,
		change: (...as: Parameters<typeof written>) => void (running = written(...as)),
		/** Vite has taken out what was changed. */
		noticed: () =>
			(plugin.hotUpdate as unknown as (this: object) => void).call({
				environment: { name: 'ssr' }
			}),
		page: () => use({} as IncomingMessage, {} as ServerResponse, () => told.push('Vite answers')),
		socket(url = '/live/', headers = {}) {
			const socket = new PassThrough();
			http.emit('upgrade', { url, headers } as IncomingMessage, socket, Buffer.alloc(0));
			return socket;
		}
	};
}

test('a page and a socket that come while the app is opened wait, and meet the same one', async () => {
	const { told, page, socket } = development();
	page();
	socket();
	await expect
		.poll(() => told)
		.toEqual(['start 1 opened', 'start 1 answers a page', 'start 1 answers a socket']);
});

test('whatever has changed: whoever asks next, page or socket, meets the new app, and the old one is closed before it', async () => {
	const { told, page, socket, change } = development();
	let open = () => {};
	change('', new Promise<void>((opened) => (open = opened)));
	socket();
	page();
	// Nobody is answered by what is being opened, and nobody is forgotten.
	await new Promise(setImmediate);
	expect(told).toEqual([]);
	open();
	await expect.poll(() => told).toContain('start 2 answers a page');
	change();
	socket();
	page();
	await expect.poll(() => told).toContain('start 3 answers a page');
	expect(told).toEqual([
		...['start 2 opened', 'start 2 answers a socket', 'start 2 answers a page', 'start 2 closed'],
		...['start 3 opened', 'start 3 answers a socket', 'start 3 answers a page']
	]);
});

test('a change is noticed although nobody asks', async () => {
	const { told, change, noticed } = development();
	await expect.poll(() => told).toEqual(['start 1 opened']);
	change();
	noticed();
	noticed();
	await expect.poll(() => told).toEqual(['start 1 opened', 'start 1 closed', 'start 2 opened']);
});

test('sources with a fault: said once; pages are Vite’s, a socket is told to come again, and the next change heals it', async () => {
	const { told, faults, page, socket, change } = development();
	change('a bracket is missing');
	page();
	const line = socket();
	await expect.poll(() => told).toEqual(['Vite answers']);
	await expect.poll(() => String(line.read())).toMatch(/^HTTP\/1\.1 503 /);
	expect(faults).toEqual(['a bracket is missing']);
	change();
	page();
	await expect.poll(() => told).toContain('start 3 answers a page');
});

test('Vite’s own sockets are left to it; what is neither its nor ours is refused, not forgotten', async () => {
	const { told, socket } = development();
	socket('/', { 'sec-websocket-protocol': 'vite-hmr' });
	socket('/nowhere');
	await expect.poll(() => told).toEqual(['start 1 opened', 'start 1 knows no such socket']);
});

/**
 * Development: the same app inside Vite's server. Loaded through `ssrLoadModule`, so pages and sockets
 * share one module graph.
 *
 * Invariant: whoever asks, a page or a socket, is answered by the app of the modules as they are now. Where a
 * file has changed, that is a new one: it is opened first, the old one closed before it, and who asks waits.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Plugin, ViteDevServer } from 'vite';
import type { Live, open as openLive } from './running.ts';

/** `running.ts` as it was read last: another object once it, or anything that it imports, has changed. */
interface Running {
	open: typeof openLive;
}

/** Several files are often saved at once, ms. */
const TOGETHER_MS = 100;

/** The Vite plugin. Does nothing where there is no HTTP server (tests, builds). */
export function liveInDev(): Plugin {
	let refresh = () => {};
	let soon: NodeJS.Timeout | undefined;
	return {
		name: 'yitang-live',
		apply: 'serve',
		configureServer(server) {
			if (server.httpServer) refresh = start(server);
		},
		// Called when Vite has taken the changed modules out: a watcher of our own may come before it.
		hotUpdate() {
			if (this.environment.name !== 'ssr') return;
			clearTimeout(soon);
			soon = setTimeout(refresh, TOGETHER_MS);
		}
	};
}

/** Opens the app; gives what looks whether it is to be opened anew, although nobody asks. */
function start(server: ViteDevServer): () => void {
	const { logger } = server.config;
	let opened: { by: Running; live: Live } | null = null;
	let turn: Promise<Live | null> = Promise.resolve(null);
	let closing = false;
	let fault = '';

	const load = async (): Promise<Live | null> => {
		const running = (await server.ssrLoadModule('/server/running.ts')) as Running;
		if (opened?.by === running || closing) return opened?.live ?? null;
		const before = opened;
		opened = null;
		await before?.live.close();
		const live = await running.open(process.env);
		opened = { by: running, live };
		const port = portOf(server);
		if (port !== null) live.app.port = port;
		fault = '';
		return live;
	};
	/** The app of the modules as they are now; null where they cannot be loaded, which is said once. */
	const current = (): Promise<Live | null> =>
		(turn = turn.then(load).catch((cause: unknown) => {
			const words = worded(cause);
			if (words !== fault) logger.error((fault = words));
			return null;
		}));

	// As in production (main.mjs): one broken promise is a line in the log, and the work goes on.
	const astray = (cause: unknown) => logger.error(`a promise failed: ${worded(cause)}`);
	process.on('unhandledRejection', astray);

	server.middlewares.use((request, response, next) => {
		void current().then((live) => {
			if (live) live.answer(request, response, () => next());
			else next();
		});
	});
	server.httpServer!.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		// Vite's own, to its pages.
		if (request.headers['sec-websocket-protocol']?.startsWith('vite-')) return;
		// It may break while it waits.
		socket.on('error', () => socket.destroy());
		void current().then((live) => {
			if (!live) socket.end(NOT_NOW);
			else if (!live.handleUpgrade(request, socket, head)) live.refuseUnknown(socket);
		});
	});
	server.httpServer!.once('listening', () => {
		void current().then(async (live) => {
			const port = portOf(server);
			if (live && port !== null) logger.info(await live.welcome(port));
		});
	});
	server.httpServer!.on('close', () => {
		closing = true;
		process.off('unhandledRejection', astray);
		void turn.then(() => opened?.live.close());
	});
	void current();
	return () => void current();
}

/** To a socket, while the sources have a fault: a phone asks again. */
const NOT_NOW =
	'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

function portOf(server: ViteDevServer): number | null {
	const address = server.httpServer!.address();
	return address && typeof address === 'object' ? address.port : null;
}

function worded(cause: unknown): string {
	return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

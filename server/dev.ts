/**
 * Development: the same app inside Vite's server. Loaded through `ssrLoadModule`, so pages and sockets
 * share one module graph; reloaded, old one closed first, when server or domain files change.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Plugin, ViteDevServer } from 'vite';
import type { Live, open as openLive } from './running.ts';

/** The Vite plugin. Does nothing where there is no HTTP server (tests, builds). */
export function liveInDev(): Plugin {
	return {
		name: 'yitang-live',
		apply: 'serve',
		configureServer(server) {
			if (!server.httpServer) return;
			start(server);
		}
	};
}

function start(server: ViteDevServer): void {
	let live: Live | null = null;
	let turn = Promise.resolve();

	const load = async () => {
		await live?.close();
		live = null;
		const { open } = (await server.ssrLoadModule('/server/running.ts')) as {
			open: typeof openLive;
		};
		live = await open(process.env);
	};
	const reload = () => {
		turn = turn.then(load).catch((error: unknown) => {
			server.config.logger.error(worded(error));
		});
	};

	// As in production (main.mjs): one broken promise is a line in the log, and the work goes on.
	const astray = (cause: unknown) =>
		server.config.logger.error(`a promise failed: ${worded(cause)}`);
	process.on('unhandledRejection', astray);
	server.httpServer!.on('close', () => void process.off('unhandledRejection', astray));

	server.middlewares.use((request, response, next) => {
		if (live) live.answer(request, response, () => next());
		else next();
	});
	server.httpServer!.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		live?.handleUpgrade(request, socket, head);
	});
	server.httpServer!.once('listening', () => {
		void turn.then(async () => {
			const address = server.httpServer!.address();
			if (live && address && typeof address === 'object')
				server.config.logger.info(await live.welcome(address.port));
		});
	});
	let soon: NodeJS.Timeout | undefined;
	server.watcher.on('change', (file) => {
		if (!/\/(server|src\/lib\/meeting)\/.*\.ts$/.test(file) || file.endsWith('.test.ts')) return;
		clearTimeout(soon);
		soon = setTimeout(reload, 100);
	});
	server.httpServer!.on('close', () => void live?.close());
	reload();
}

function worded(cause: unknown): string {
	return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

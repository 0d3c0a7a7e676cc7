/**
 * A real server without pages: the same app, journal and live gateway on an HTTP server, for tests and
 * load programs. As a program of its own (`node tests/live/serve.ts`) it prints its port and can be
 * killed like the real thing.
 */
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { flushCompileCache } from 'node:module';
import { startApp, type App } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { handleUpgrade, isUpgrade, refuseUnknown } from '#server/live.ts';
import { createLog } from '#server/log.ts';
import { takeBallot } from '#server/meeting/secret-door.ts';
import type { Store } from '#server/db/store.ts';
import { realEnvironment, type Environment } from '#server/meeting/context.ts';

export interface Served {
	app: App;
	server: Server;
	origin: string;
	stop(): Promise<void>;
}

/** Serves a data folder on a free port (or `port`). */
export async function serve(
	dataDir: string,
	environment: Environment = realEnvironment,
	port = 0,
	wrap?: (store: Store) => Store,
	env: NodeJS.ProcessEnv = {}
): Promise<Served> {
	const config = readConfig({
		DATA_DIR: dataDir,
		PORT: '0',
		HOST: '127.0.0.1',
		DEMO: 'off',
		LOG_LEVEL: 'error',
		...env
	});
	const app = await startApp(config, createLog(config.logLevel), environment, wrap);
	const server = createServer({ shouldUpgradeCallback: isUpgrade }, (request, response) => {
		const [, key] = /^\/ballot\/(\w+)$/u.exec(request.url ?? '') ?? [];
		if (request.method !== 'POST' || key === undefined) return response.writeHead(404).end();
		void text(request)
			.then((body) => takeBallot(app, key, body, true))
			.then((answer) => response.end(JSON.stringify(answer)))
			// The connection broke off.
			.catch(() => response.destroy());
	});
	server.on('upgrade', (request, socket, head) => {
		socket.on('error', () => socket.destroy());
		if (!handleUpgrade(app, request, socket, head)) refuseUnknown(socket);
	});
	await new Promise<void>((resolve) =>
		server.listen({ port, host: '127.0.0.1', backlog: 4096 }, resolve)
	);
	const address = server.address();
	app.port = typeof address === 'object' && address ? address.port : 0;
	const origin = `http://127.0.0.1:${app.port}`;
	return {
		app,
		server,
		origin,
		async stop() {
			await app.stop();
			await new Promise((resolve) => {
				server.close(resolve);
				server.closeAllConnections();
			});
		}
	};
}

/**
 * A store that dies at a chosen point of the nth COMMIT, as if the plug were pulled there:
 * `before` it, or `after` it and before anybody is answered.
 */
function dying(store: Store, point: string): Store {
	const [where, nth] = point.split(':');
	let left = Number(nth);
	return {
		...store,
		async commit(pieces) {
			left -= 1;
			if (left === 0 && where === 'before') process.kill(process.pid, 'SIGKILL');
			const failed = await store.commit(pieces);
			if (left === 0 && where === 'after') process.kill(process.pid, 'SIGKILL');
			return failed;
		}
	};
}

if (import.meta.main) {
	const { DATA_DIR, PORT, DIE } = process.env;
	const served = await serve(DATA_DIR!, realEnvironment, Number(PORT ?? 0), (store) =>
		DIE ? dying(store, DIE) : store
	);
	process.stdout.write(`${JSON.stringify({ origin: served.origin })}\n`);
	// Killed and started again and again: what was compiled once need not be compiled again.
	flushCompileCache();
	process.on('SIGTERM', () => void served.stop().then(() => process.exit(0)));
}

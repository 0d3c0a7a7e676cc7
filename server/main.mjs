/**
 * Production entry: SvelteKit's handler and the live part on one HTTP server. The handler's bundle is
 * the only copy of the app; it hands the live part over through one symbol (see src/hooks.server.ts).
 */
import { createServer } from 'node:http';

// Form posts over plain http are compared with the scheme of the request; we say which it was.
process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
process.env.BODY_SIZE_LIMIT ??= '2M';
process.env.YITANG_ROOT ??= process.cwd();
// Everything written from here on is for our own user alone (server/private-files.ts).
process.umask(0o077);

try {
	const { handler } = await import('../build/handler.js');
	const live = await globalThis[Symbol.for('yitang.live')](process.env);
	const { config, log } = live.app;

	const server = createServer((request, response) => {
		live.takeInTheRest(request, response);
		live.readScheme(request, response);
		live.answerReady(request, response, () => handler(request, response));
	});
	server.headersTimeout = 20_000;
	server.requestTimeout = 60_000;
	server.on('upgrade', (request, socket, head) => {
		socket.on('error', () => socket.destroy());
		if (!live.handleUpgrade(request, socket, head))
			socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
	});
	server.on('error', (error) => {
		process.stderr.write(
			error.code === 'EADDRINUSE'
				? `Port ${config.port} is in use. Stop the other program, or choose another: PORT=3001 npm start\n`
				: `${error.message}\n`
		);
		process.exit(1);
	});
	server.listen({ port: config.port, host: config.host, backlog: 4096 }, async () => {
		process.stdout.write(await live.welcome(server.address().port));
		process.send?.({ port: server.address().port });
	});

	let stopping = false;
	const stop = async (signal) => {
		if (stopping) return;
		stopping = true;
		log.info({ signal }, 'stopping');
		server.close();
		server.closeIdleConnections();
		await live.close();
		process.exit(0);
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
	// One broken request must not take the meeting down; a broken process must not limp on.
	process.on('uncaughtException', (error) => {
		log.fatal({ err: error }, 'unexpected');
		process.exit(1);
	});
} catch (error) {
	const plain = ['ConfigError', 'AlreadyRunning'].includes(error?.name ?? error?.constructor?.name);
	process.stderr.write(`${plain ? error.message : (error?.stack ?? error)}\n`);
	process.exit(1);
}

/**
 * Production entry: SvelteKit's handler and the live part on one HTTP server. The handler's bundle is
 * the only copy of the app; it hands the live part over through one symbol (see src/hooks.server.ts).
 *
 * Invariant: it ends with `REFUSED` when it said in a sentence why it cannot start, and with another code
 * when it fell; `npm start` starts it again only then (scripts/supervise.mjs).
 */
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { FELL, REFUSED } from './exit-codes.mjs';

// Form posts over plain http are compared with the scheme of the request; we say which it was.
process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
process.env.BODY_SIZE_LIMIT ??= '2M';
process.env.YITANG_ROOT ??= process.cwd();
// Everything written from here on is for our own user alone (server/private-files.ts).
process.umask(0o077);

/** Errors whose message is a sentence for whoever starts the server. */
const FORESEEN = ['ConfigError', 'AlreadyRunning', 'StartRefused'];

/** Ends with a sentence for whoever starts the server. */
function refuseToStart(sentence) {
	process.stderr.write(`${sentence}\n`);
	process.exit(REFUSED);
}

/** The computer was carried to another network, or a year has passed: looked at every minute. */
function renewCertificate(server, live) {
	let known = '';
	const look = async () => {
		const next = await live.certificate();
		if (next.cert !== known && known !== '') server.setSecureContext(next);
		known = next.cert;
	};
	const failed = (err) => live.app.log.error({ err }, 'the certificate could not be renewed');
	const looks = () => void look().catch(failed);
	looks();
	setInterval(looks, 60_000).unref();
}

try {
	const { handler } = await import('../build/handler.js');
	const live = await globalThis[Symbol.for('yitang.live')](process.env);
	const { config, log } = live.app;

	live.guardProcess();

	const certificate = await live.certificate();
	const make = certificate ? createSecureServer : createServer;
	const options = { ...certificate, shouldUpgradeCallback: live.isUpgrade };
	const server = make(options, (request, response) => {
		live.drainBody(request, response);
		live.readScheme(request, response);
		live.answer(request, response, handler);
	});
	if (certificate) renewCertificate(server, live);
	server.headersTimeout = 20_000;
	server.requestTimeout = 60_000;
	server.on('upgrade', (request, socket, head) => {
		if (!live.handleUpgrade(request, socket, head)) live.refuseUnknown(socket);
	});
	server.once('error', (error) =>
		refuseToStart(
			error.code === 'EADDRINUSE'
				? `Port ${config.port} is in use. Stop the other program, or choose another: PORT=3001 npm start\n` +
						`端口${config.port}已被占用。请先停掉另一个程序，或者换一个端口：PORT=3001 npm start`
				: error.message
		)
	);
	server.listen({ port: config.port, host: config.host, backlog: 4096 }, async () => {
		server.removeAllListeners('error');
		server.on('error', (error) => log.error({ err: error }, 'the line to the network failed'));
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
} catch (error) {
	if (FORESEEN.includes(error?.name)) refuseToStart(error.message);
	process.stderr.write(`${error?.stack ?? error}\n`);
	process.exit(FELL);
}

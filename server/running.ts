/**
 * The one running app of this process, shared by pages and sockets. Production and development both
 * open it through here; a page that comes while it opens waits.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { schemeOf } from './addresses.ts';
import { startApp, type App } from './app.ts';
import { readConfig, type Config } from './config.ts';
import { isThere } from './db/inspect.ts';
import { lockDataFolder } from './db/lock.ts';
import { seedDemo } from './demo/seed.ts';
import { certifiedHosts, ownCertificate, type OwnCertificate } from './own-certificate.ts';
import { STRICT_TRANSPORT } from './headers.ts';
import { answerRequest, type Handler } from './http/answer-request.ts';
import { guardProcess } from './http/process.ts';
import { handleUpgrade, isUpgrade, refuseUnknown } from './live.ts';
import { FELL } from './exit-codes.mjs';
import { createLog, type Log } from './log.ts';
import { serveSecretDoor } from './meeting/serve-secret-door.ts';
import { serveSharedState } from './meeting/serve-shared-state.ts';
import { serveRecord } from './record/serve-record.ts';
import { drainBody } from './drain-body.ts';
import { backupWaits, incomingPath, swapBack, swapIn, watchForRestore } from './restore.ts';
import { welcome } from './welcome.ts';

let opened: (app: App) => void;
let running: Promise<App> = fresh();

function fresh(): Promise<App> {
	return new Promise((resolve) => (opened = resolve));
}

/** The running app; waits while it is being opened. */
export function theApp(): Promise<App> {
	return running;
}

type AfterFirst<All extends unknown[]> = All extends [unknown, ...infer Rest] ? Rest : never;

/** What an HTTP server needs of the live part. */
export interface Live {
	app: App;
	/** Whether a request asks for the one protocol that we change to; every other is answered as it is. */
	isUpgrade: typeof isUpgrade;
	/** Takes over an upgrade to WebSocket; false where the path is not ours. */
	handleUpgrade: (...args: AfterFirst<Parameters<typeof handleUpgrade>>) => boolean;
	/** Says in a sentence that nothing live is at that path. */
	refuseUnknown: typeof refuseUnknown;
	/** Answers a request, whatever it is: what is ready as bytes at once, the rest by `handler`. Never throws. */
	answer: (...args: AfterFirst<Parameters<typeof answerRequest>>) => void;
	/** Reads what comes after an early answer, so that the answer is read too. */
	drainBody(request: IncomingMessage, response: ServerResponse): void;
	/** Believes `x-forwarded-proto` as far as the settings allow; what came over https is to come so again. */
	readScheme(request: IncomingMessage, response: ServerResponse): void;
	/** The certificate of its own with which it is to serve; null: over plain http. */
	certificate(): Promise<OwnCertificate | null>;
	/** Keeps the process alive where it may live on (`http/process.ts`). */
	guardProcess(): void;
	/** The server listens on this port; gives the lines to print. */
	welcome(port: number): Promise<string>;
	close(): Promise<void>;
}

/** Opens the app from the environment. Throws `ConfigError` or `AlreadyRunning` with a sentence. */
export async function open(env: NodeJS.ProcessEnv): Promise<Live> {
	const config = readConfig(env);
	// Everything this process writes says the time of the place: pages, files, messages.
	process.env.TZ = config.timeZone;
	const log = createLog(config.logLevel);
	let port = config.port;
	let asked = config;
	const start = async (): Promise<App> => {
		const app = await startApp(asked, log);
		// Decided for the folder as it was then, not for a backup that is restored weeks later.
		asked = { ...config, newKeys: false, acceptLoss: false };
		try {
			app.port = port;
			if (config.demo) await seedDemo(app);
			return app;
		} catch (error) {
			await app.stop();
			throw error;
		}
	};
	/** Swaps the waiting backup in and opens it; or goes on with what was there before. */
	const startRestored = async (): Promise<App> => {
		let kept: string | null = null;
		try {
			kept = swapIn(config.dataDir);
			const app = await start();
			log.info({ kept }, 'restored; what was there before is kept');
			return app;
		} catch (error) {
			log.error({ err: error }, 'the backup was not restored; what was there before goes on');
			swapBack(config.dataDir, kept);
			return start();
		}
	};
	const live: Live = {
		app: waitsAtStart(config, log) ? await startRestored() : await start(),
		isUpgrade,
		handleUpgrade: (request, socket, head) => handleUpgrade(live.app, request, socket, head),
		refuseUnknown,
		answer: (request, response, handler) =>
			answerRequest({ log, root: config.root }, request, response, readyOr(handler)),
		drainBody,
		readScheme({ headers }, response) {
			const scheme = (headers['x-forwarded-proto'] = schemeOf(config, headers));
			// Of a certificate of our own a phone is asked once, and must be able to say yes.
			if (scheme === 'https' && !config.https)
				response.setHeader(STRICT_TRANSPORT.name, STRICT_TRANSPORT.value);
		},
		async certificate() {
			if (!config.https) return null;
			return ownCertificate(config.dataDir, certifiedHosts(), live.app.now());
		},
		guardProcess: () => void guardProcess({ log, root: config.root }),
		welcome(listening) {
			live.app.port = port = listening;
			return welcome(live.app);
		},
		async close() {
			stopWatching();
			// Pages that come now meet an app that is stopping, and say so: nobody opens another one here.
			await live.app.stop();
		}
	};
	const readyOr =
		(handler: Handler): Handler =>
		async (request, response) =>
			(await serveRecord(live.app, request, response)) ||
			(await serveSharedState(live.app, request, response)) ||
			(await serveSecretDoor(live.app, request, response)) ||
			handler(request, response);
	opened(live.app);
	// Where one was opened and closed before, whoever comes now is no longer to meet that one.
	running = Promise.resolve(live.app);
	const stopWatching = watchForRestore(config, log, async () => {
		running = fresh();
		try {
			await live.app.stop();
			live.app = await startRestored();
			opened(live.app);
		} catch (error) {
			// Nothing is open any more: pages would wait for ever. Started anew, it may open.
			log.fatal({ err: error }, 'the database could not be opened again');
			process.exit(FELL);
		}
	});
	return live;
}

/** A restore that was cut short left a backup waiting; only whoever has the folder may take it. */
function waitsAtStart(config: Config, log: Log): boolean {
	if (!isThere(incomingPath(config.dataDir))) return false;
	const unlock = lockDataFolder(config.dataDir);
	try {
		return backupWaits(config, log);
	} finally {
		unlock();
	}
}

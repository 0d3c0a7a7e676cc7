/**
 * The one running app of this process, shared by pages and sockets. Production and development both
 * open it through here; a page that comes while it opens waits.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { forwardedScheme } from './addresses.ts';
import { startApp, type App } from './app.ts';
import { readConfig } from './config.ts';
import { seedDemo } from './demo/seed.ts';
import { STRICT_TRANSPORT } from './headers.ts';
import { handleUpgrade } from './live.ts';
import { createLog } from './log.ts';
import { answerReady } from './record/ready.ts';
import { takeInTheRest } from './rest-of-body.ts';
import { watchForRestore } from './restore.ts';
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
	handleUpgrade: (...args: AfterFirst<Parameters<typeof handleUpgrade>>) => boolean;
	/** Answers what is ready as bytes; calls `next` for everything else. */
	answerReady: (...args: AfterFirst<Parameters<typeof answerReady>>) => void;
	/** Reads what comes after an early answer, so that the answer is read too. */
	takeInTheRest(request: IncomingMessage, response: ServerResponse): void;
	/** Believes `x-forwarded-proto` as far as the settings allow; what came over https is to come so again. */
	readScheme(request: IncomingMessage, response: ServerResponse): void;
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
	const start = async () => {
		const app = await startApp(config, log);
		app.port = port;
		if (config.demo) await seedDemo(app);
		live.app = app;
		opened(app);
	};
	const live: Live = {
		app: undefined as unknown as App,
		handleUpgrade: (request, socket, head) => handleUpgrade(live.app, request, socket, head),
		answerReady: (request, response, next) => answerReady(live.app, request, response, next),
		takeInTheRest,
		readScheme({ headers }, response) {
			const given = config.trustProxy ? headers['x-forwarded-proto'] : undefined;
			const scheme = (headers['x-forwarded-proto'] = forwardedScheme(given));
			if (scheme === 'https') response.setHeader(STRICT_TRANSPORT.name, STRICT_TRANSPORT.value);
		},
		welcome(listening) {
			live.app.port = port = listening;
			return welcome(live.app);
		},
		async close() {
			stopWatching();
			running = fresh();
			await live.app.stop();
		}
	};
	await start();
	const stopWatching = watchForRestore(config, log, async (swap) => {
		running = fresh();
		await live.app.stop();
		const kept = swap();
		await start();
		log.info({ kept }, 'restored; what was there before is kept');
	});
	return live;
}

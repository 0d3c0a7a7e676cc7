/** The built server in this process, exactly as `npm start` runs it, for whoever measures it from within. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Live } from '#server/running.ts';

/** Where the build hands its live part over to `server/main.mjs` (src/hooks.server.ts). */
const SEAM = Symbol.for('yitang.live');
/** Where it says when all pages are read. */
const PAGES = Symbol.for('yitang.pages');
const shared = globalThis as unknown as {
	[SEAM]?: (env: NodeJS.ProcessEnv) => Promise<Live>;
	[PAGES]?: Promise<void>;
};

/** From the repository's folder, in which programs of the bench run: this one may lie elsewhere (`bundled.ts`). */
const load = (file: string) => import(pathToFileURL(resolve(file)).href);

let live: Live | undefined;

/** Reads the build; `listen` starts it. */
export async function readBuilt(): Promise<void> {
	// As `server/main.mjs` says it before it reads the build: else each page takes plain http for https, and no cookie.
	process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
	await load('build/handler.js');
	const open = shared[SEAM]!;
	shared[SEAM] = async (env) => (live = await open(env));
}

export async function listen(): Promise<void> {
	await load('server/main.mjs');
}

/** Its app, once it listens. */
export function builtApp(): Live['app'] {
	return live!.app;
}

/** Resolves when it has read its pages: what they take of memory is no phone's. */
export async function pagesRead(): Promise<void> {
	await shared[PAGES];
}

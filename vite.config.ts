import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { fewFiles } from './scripts/few-files.ts';
import { liveInDev } from './server/dev.ts';

/**
 * The browser's start lists what each page would need ahead of going there. A phone stays on its page,
 * so the start names the styles alone, which must be there in time; scripts are found as they come.
 */
const resolveDependencies = (_file: string, needed: string[], { hostId }: { hostId: string }) =>
	hostId.includes('/entry/app') ? needed.filter((file) => file.endsWith('.css')) : needed;

const ROOT = fileURLToPath(new URL('.', import.meta.url));

/** y-websocket brings it, we never use it, and loading it fails where a browser forbids the name. */
const noBroadcast = fileURLToPath(new URL('src/lib/live/no-broadcast.ts', import.meta.url));

/** engine.io-client brings three transports, and we use one. */
const OTHER_TRANSPORTS =
	/^\.\/(?:transports\/)?(?:polling-(?:xhr|xhr\.node|fetch)|webtransport)\.js$/u;
const webSocketAlone = fileURLToPath(new URL('src/lib/live/websocket-alone.ts', import.meta.url));

/**
 * Packages of hundreds of small files, of which we use a few: read file by file, drizzle-orm alone takes half of a
 * start. Built in, each is a part of one file.
 */
const builtIn: Plugin = {
	name: 'yitang-built-in',
	apply: 'build',
	config: () => ({ ssr: { noExternal: ['drizzle-orm', 'zod'] } })
};

export default defineConfig({
	plugins: [sveltekit(), fewFiles(ROOT), builtIn, liveInDev()],
	resolve: {
		alias: [
			{ find: 'lib0/broadcastchannel', replacement: noBroadcast },
			{ find: OTHER_TRANSPORTS, replacement: webSocketAlone }
		]
	},
	build: { target: 'es2020', modulePreload: { resolveDependencies } },
	server: { allowedHosts: true }
});

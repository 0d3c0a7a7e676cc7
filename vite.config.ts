import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
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

export default defineConfig({
	plugins: [sveltekit(), fewFiles(ROOT), liveInDev()],
	resolve: {
		alias: [
			{ find: 'lib0/broadcastchannel', replacement: noBroadcast },
			{ find: OTHER_TRANSPORTS, replacement: webSocketAlone }
		]
	},
	build: { target: 'es2020', modulePreload: { resolveDependencies } },
	server: { allowedHosts: true }
});

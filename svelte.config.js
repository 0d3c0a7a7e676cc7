import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ precompress: true }),
		// Every form post, and both socket paths, check Origin in hooks.server.ts and server/live.ts.
		csrf: { trustedOrigins: [] },
		alias: {},
		typescript: { config: (config) => ({ ...config, include: [...config.include, '../server', '../tests', '../scripts', '../*.ts'] }) },
		version: { pollInterval: 0 }
	}
};

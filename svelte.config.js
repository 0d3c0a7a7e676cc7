import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

// Checked for types too, besides what SvelteKit itself looks at.
const alsoChecked = ['../server', '../scripts', '../*.ts'];

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ precompress: true }),
		// Every form post, and both socket paths, check Origin in hooks.server.ts and server/live.ts.
		csrf: { trustedOrigins: [] },
		typescript: {
			config: (config) => ({ ...config, include: [...config.include, ...alsoChecked] })
		}
	}
};

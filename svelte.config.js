import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

// Checked for types too, besides what SvelteKit itself looks at.
const alsoChecked = ['../server', '../scripts', '../*.ts'];

// What app.html itself says; SvelteKit names the hashes of its own scripts.
const template = readFileSync(new URL('src/app.html', import.meta.url), 'utf8');
const [, early = ''] = /<script>([^]*?)<\/script>/.exec(template) ?? [];
/** @type {`sha256-${string}`} */
const earlyHash = `sha256-${createHash('sha256').update(early).digest('base64')}`;

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ precompress: true }),
		// Every form post, and both socket paths, check Origin in hooks.server.ts and server/live.ts.
		csp: {
			// Hashes, not nonces: the record's page is drawn once and handed to everybody.
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self', earlyHash],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'media-src': ['self', 'blob:'],
				'connect-src': ['self', 'ws:', 'wss:'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['self']
			}
		},
		// Our own check refuses more, and in the reader's language.
		csrf: { trustedOrigins: ['*'] },
		typescript: {
			config: (config) => ({
				...config,
				compilerOptions: {
					...config.compilerOptions,
					// svelte-check finds components by paths, not by the `imports` of package.json.
					paths: { ...config.compilerOptions.paths, '#lib/*': ['../src/lib/*'] }
				},
				include: [...config.include, ...alsoChecked]
			})
		}
	}
};

import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { liveInDev } from './server/dev.ts';

export default defineConfig({
	plugins: [sveltekit(), liveInDev()],
	build: { target: 'es2020' },
	server: { allowedHosts: true }
});

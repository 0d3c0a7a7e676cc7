/**
 * tests/live/serve.ts in one file, made once for a file of tests: a server that is killed and started again
 * dozens of times should spend its time on meetings, not on loading modules one by one.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');
/** Native or with files of their own; they stay where they are. */
const OUTSIDE = ['better-sqlite3', '@node-rs/argon2', 'pino'];

let made: Promise<string> | null = null;

/** The path of the bundled server; it goes when this process ends. */
export function bundledServer(): Promise<string> {
	return (made ??= bundle());
}

async function bundle(): Promise<string> {
	const folder = join(
		root,
		'node_modules/.cache',
		`yitang-serve-${randomBytes(6).toString('hex')}`
	);
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	await build({
		configFile: false,
		logLevel: 'error',
		root,
		build: {
			ssr: 'tests/live/serve.ts',
			outDir: folder,
			target: 'node22',
			rollupOptions: { output: { entryFileNames: 'serve.mjs' } }
		},
		ssr: { noExternal: true, external: OUTSIDE }
	});
	return join(folder, 'serve.mjs');
}

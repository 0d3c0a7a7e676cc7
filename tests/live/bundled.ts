/**
 * Programs that tests start dozens of times, each in few files: they should spend their time on meetings, not on
 * loading modules one by one. Made once for a run (`setup`, which vitest calls), or by whoever asks first.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'vite';
import { removeLeftovers } from '../../scripts/leftovers.mjs';

const root = join(import.meta.dirname, '../..');
const CACHE = join(root, 'node_modules/.cache');
const OF_A_RUN = 'yitang-serve-';
/** Native or with files of their own; they stay where they are. */
const OUTSIDE = ['better-sqlite3', '@node-rs/argon2', 'pino'];

const PROGRAMS = {
	serve: 'tests/live/serve.ts',
	backup: 'scripts/backup.ts',
	restore: 'scripts/restore.ts'
};

/** Where those of this run lie, for all its workers. */
const MADE = 'YITANG_BUNDLES';

/** A module in the file finds what lies beside it where it was written. */
const asItLies: Plugin = {
	name: 'as-it-lies',
	transform: (code, id) =>
		code.includes('import.meta.dirname')
			? code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
			: null
};

let made: Promise<string> | null = null;

/** The path of a program in one file; it goes when this process, or the run, ends. */
export async function bundled(name: keyof typeof PROGRAMS): Promise<string> {
	const folder = process.env[MADE] ?? (await (made ??= bundle()));
	return join(folder, `${name}.mjs`);
}

/** Makes them before the first test. */
export async function setup(): Promise<void> {
	process.env[MADE] = await bundle();
}

async function bundle(): Promise<string> {
	mkdirSync(CACHE, { recursive: true });
	removeLeftovers(CACHE, OF_A_RUN);
	const folder = mkdtempSync(join(CACHE, OF_A_RUN));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	await build({
		configFile: false,
		logLevel: 'error',
		root,
		plugins: [asItLies],
		build: {
			ssr: true,
			outDir: folder,
			target: 'node22',
			rollupOptions: {
				input: Object.fromEntries(
					Object.entries(PROGRAMS).map(([name, file]) => [name, join(root, file)])
				),
				output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' }
			}
		},
		ssr: { noExternal: true, external: OUTSIDE }
	});
	return folder;
}

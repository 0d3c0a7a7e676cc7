/**
 * A measured server as one plain file, built as `npm start` runs everything: what Node needs to read TypeScript, and a
 * second copy of every module of ours, are memory that no server of a hall has.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'vite';

const made = new Map<string, Promise<string>>();

/** Path of the bundle; it is made once, and taken away when this process ends. */
export function bundled(path: string): Promise<string> {
	const before = made.get(path);
	if (before) return before;
	const file = bundle(path);
	made.set(path, file);
	return file;
}

async function bundle(path: string): Promise<string> {
	const outDir = mkdtempSync(join(tmpdir(), 'yitang-bundle-'));
	process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
	const name = `${basename(path, '.ts')}.mjs`;
	await build({
		configFile: false,
		logLevel: 'error',
		build: { ssr: path, outDir, rolldownOptions: { output: { entryFileNames: name } } }
	});
	return join(outDir, name);
}

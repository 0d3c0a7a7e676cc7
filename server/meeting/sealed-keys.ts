/**
 * Files of the keys of sealed rows (`sealing.ts`), and the copies that go with a database which a restore
 * replaced: the next start destroys keys that the restored rows do not need, and the replaced ones do.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Names of key files in the keys folder. */
export const SEALED_KEY = /^sealed-([0-9a-f]{32})\.key$/;

/** How long a key is: another file is none. */
export const KEY_BYTES = 32;

/** Where the keys of a data folder lie. */
export function keysFolder(dataDir: string): string {
	return join(dataDir, 'keys');
}

/** Copies all sealed rows' keys into a folder of this name below the keys. */
export function keepKeys(dataDir: string, name: string): void {
	const keys = keysFolder(dataDir);
	const files = existsSync(keys) ? readdirSync(keys).filter((file) => SEALED_KEY.test(file)) : [];
	if (files.length === 0) return;
	const folder = join(keys, name);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	for (const file of files) copyFileSync(join(keys, file), join(folder, file));
}

/** Puts kept keys back, for rows that may come back with a restore; a start takes needless ones away. */
export function returnKeys(dataDir: string): void {
	const keys = keysFolder(dataDir);
	for (const folder of keptKeyFolders(keys))
		for (const file of readdirSync(folder))
			if (SEALED_KEY.test(file) && !existsSync(join(keys, file)))
				copyFileSync(join(folder, file), join(keys, file));
}

/** Folders of kept keys. */
export function keptKeyFolders(keys: string): string[] {
	if (!existsSync(keys)) return [];
	return readdirSync(keys, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => join(keys, name));
}

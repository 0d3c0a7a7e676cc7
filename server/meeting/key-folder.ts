/**
 * Where keys of sealed rows lie: never in the database, never in its backups. Today that is a folder beside
 * it (`folderKeys`).
 *
 * Invariant: a key is on disk when `put` resolves, and nowhere when `destroy` does.
 */
import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealedKeyDamaged } from '#server/start-refused.ts';
import { KEY_BYTES, keptKeyFolders, keysFolder, SEALED_KEY } from './sealed-keys.ts';

export interface Keys {
	put(name: string, key: Buffer): Promise<void>;
	/** Those of these names that are there. */
	get(names: Iterable<string>): Promise<Map<string, Buffer>>;
	/**
	 * `kept`: also what a restore has put aside, because nobody may open the rows of a lot that is over.
	 * What a start does not need, a restore may.
	 */
	destroy(names: readonly string[], kept: boolean): Promise<void>;
	/** All there are; at the start, before anything is sealed. */
	names(): string[];
	/** At the start. @throws {StartRefused} when one of these is there, and is no key */
	check(names: Iterable<string>): void;
}

/** Keys in `<dataDir>/keys`, mode 0600. */
export function folderKeys(dataDir: string): Keys {
	const folder = keysFolder(dataDir);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const fileOf = (name: string) => `sealed-${name}.key`;
	return {
		async put(name, key) {
			await writeFile(join(folder, fileOf(name)), key, { mode: 0o600, flag: 'wx', flush: true });
			const entry = await open(folder, 'r');
			await entry.sync().finally(() => entry.close());
		},
		async get(names) {
			const found = new Map<string, Buffer>();
			for (const name of names)
				if (existsSync(join(folder, fileOf(name))))
					found.set(name, await readFile(join(folder, fileOf(name))));
			return found;
		},
		async destroy(names, kept) {
			for (const place of [folder, ...(kept ? keptKeyFolders(folder) : [])])
				for (const name of names) await rm(join(place, fileOf(name)), { force: true });
		},
		names: () => readdirSync(folder).flatMap((file) => SEALED_KEY.exec(file)?.[1] ?? []),
		check(names) {
			for (const name of names) {
				const file = join(folder, fileOf(name));
				accessSync(file, constants.R_OK);
				const found = statSync(file);
				if (!found.isFile() || found.size !== KEY_BYTES) throw sealedKeyDamaged(file);
			}
		}
	};
}

/**
 * Where keys of sealed rows lie: never in the database, never in its backups. Today that is a folder beside
 * it (`folderKeys`).
 *
 * Invariants: a key is on disk when `put` resolves, and nowhere when `destroy` does. Names come from rows that may say
 * anything: what is no name of a key is no path.
 */
import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import disk from 'node:fs/promises';
import { join } from 'node:path';
import { sealedKeyDamaged } from '#server/start-refused.ts';
import { KEY_BYTES, keptKeyFolders, keysFolder, SEALED_KEY } from './sealed-keys.ts';

export interface Keys {
	put(name: string, key: Buffer): Promise<void>;
	/** Those of these names that are there, and are keys. */
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

/**
 * Keys in `<dataDir>/keys`, mode 0600.
 *
 * @param files what writes and removes them: a test's, to see in which order
 */
export function folderKeys(dataDir: string, files: Pick<typeof disk, 'open' | 'rm'> = disk): Keys {
	const folder = keysFolder(dataDir);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const fileOf = (name: string) => `sealed-${name}.key`;
	/** Of these names, those that a key can have. */
	const real = (names: Iterable<string>) =>
		[...names].filter((name) => SEALED_KEY.test(fileOf(name)));
	return {
		async put(name, key) {
			await disk.writeFile(join(folder, fileOf(name)), key, {
				mode: 0o600,
				flag: 'wx',
				flush: true
			});
			await syncFolder(folder, files);
		},
		async get(names) {
			const found = new Map<string, Buffer>();
			for (const name of real(names)) {
				if (!existsSync(join(folder, fileOf(name)))) continue;
				const key = await disk.readFile(join(folder, fileOf(name)));
				if (key.length === KEY_BYTES) found.set(name, key);
			}
			return found;
		},
		async destroy(names, kept) {
			const going = real(names).map(fileOf);
			if (going.length === 0) return;
			for (const place of [folder, ...(kept ? keptKeyFolders(folder) : [])]) {
				for (const file of going) await files.rm(join(place, file), { force: true });
				await syncFolder(place, files);
			}
		},
		names: () => readdirSync(folder).flatMap((file) => SEALED_KEY.exec(file)?.[1] ?? []),
		check(names) {
			for (const name of real(names)) {
				const file = join(folder, fileOf(name));
				accessSync(file, constants.R_OK);
				const found = statSync(file);
				if (!found.isFile() || found.size !== KEY_BYTES) throw sealedKeyDamaged(file);
			}
		}
	};
}

/** What came into a folder and went from it is on disk. */
async function syncFolder(path: string, files: Pick<typeof disk, 'open'>): Promise<void> {
	const folder = await files.open(path, 'r');
	await folder.sync().finally(() => folder.close());
}

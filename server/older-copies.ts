/**
 * Copies of the database that were made before: backups, what restores replaced or would not take, what
 * migrations began with, logs that a start set aside. Words that are erased now still stand there; nothing
 * takes them out but deleting the copy.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { backupsFolder } from './backup.ts';
import type { Config } from './config.ts';
import { databasePath } from './db/connection.ts';
import { keysFolder } from './meeting/sealed-keys.ts';
import { incomingPath } from './restore.ts';

export interface OlderCopy {
	/** Name of the file. */
	name: string;
	/** When it was last written, ms since 1970. */
	at: number;
	path: string;
}

/** A draft that was not written to for so long was left by a program that was ended. */
const WRITTEN_MS = 60_000;

/**
 * Copies in the data folder, the oldest first. Those that were carried away are known to nobody here. `now`: ms
 * since 1970; what is being made at this moment, by a program of its own, is no copy yet.
 */
export function olderCopies(dataDir: string, now: number): OlderCopy[] {
	const live = basename(databasePath(dataDir));
	// What a restore refused or left half-way begins with the name of what waits; that itself is taken in soon.
	const beside = [`${live}.before-`, `${live}-wal.damaged-`, `${basename(incomingPath(dataDir))}.`];
	const found = [
		...filesIn(backupsFolder(dataDir), (name) => name.includes('.db')),
		...filesIn(dataDir, (name) => beside.some((start) => name.startsWith(start)))
	];
	const made = found.filter(({ name, at }) => !name.includes('.draft') || now - at >= WRITTEN_MS);
	return made.sort((a, b) => a.at - b.at);
}

/** Those under way: pressed twice at once it is done once. */
const replacing = new Map<string, Promise<void>>();

/**
 * Makes a new backup in a process of its own and then deletes the older copies. Throws, and deletes nothing,
 * when the new one does not verify.
 */
export function replaceOlderCopies(config: Config, now: number): Promise<void> {
	const { dataDir } = config;
	const known = replacing.get(dataDir);
	if (known) return known;
	const mine = replace(config, now).finally(() => replacing.delete(dataDir));
	replacing.set(dataDir, mine);
	return mine;
}

async function replace({ root, dataDir }: Config, now: number): Promise<void> {
	const older = olderCopies(dataDir, now);
	const env = { ...process.env, YITANG_ROOT: root, DATA_DIR: dataDir };
	const script = join(root, 'scripts/backup.ts');
	const flags = ['--disable-warning=ExperimentalWarning'];
	await promisify(execFile)(process.execPath, [...flags, script], { cwd: root, env });
	for (const { name, path } of older) {
		rmSync(path, { force: true });
		// Keys that a restore put aside with it open nothing here any more.
		rmSync(join(keysFolder(dataDir), name), { recursive: true, force: true });
	}
}

function filesIn(folder: string, wanted: (name: string) => boolean): OlderCopy[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isFile() && wanted(entry.name))
		.flatMap(({ name }) => {
			const path = join(folder, name);
			const at = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
			return at === undefined ? [] : [{ name, at, path }];
		});
}

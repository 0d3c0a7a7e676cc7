/**
 * Restoring while the server runs: `npm run restore` checks a backup and lays it beside the database;
 * the server closes, swaps the files and opens again with a new epoch, so that no phone mistakes the
 * old history for the restored one.
 *
 * Invariant: whatever waits there and however it fails, the server is open again afterwards, with the
 * restored database or with the one from before.
 */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { databasePath } from './db/connection.ts';
import { troubleWith } from './db/inspect.ts';
import { migrationsFolder } from './db/opening.ts';
import { keepReplaced } from './db/replaced.ts';
import type { Log } from './log.ts';
import { returnKeys } from './meeting/sealed-keys.ts';
import { troubleSentence } from './start-refused.ts';
import { headsPath } from './verify/heads.ts';

/** Where a checked backup waits to be swapped in. */
export function incomingPath(dataDir: string): string {
	return join(dataDir, 'incoming.db');
}

/** Backups that a server would not take. */
export function refusedBackups(dataDir: string): string[] {
	return readdirSync(dataDir)
		.filter((name) => name.startsWith('incoming.db.refused-'))
		.map((name) => join(dataDir, name));
}

/** Puts the waiting backup in the database's place. Returns where the replaced one is kept, if there was one. */
export function swapIn(dataDir: string): string | null {
	const kept = keepReplaced(dataDir);
	try {
		returnKeys(dataDir);
		renameSync(incomingPath(dataDir), databasePath(dataDir));
		return kept;
	} catch (error) {
		swapBack(dataDir, kept);
		throw error;
	}
}

/** Undoes `swapIn`: what came is moved aside, `kept` is the database again. */
export function swapBack(dataDir: string, kept: string | null): void {
	const path = databasePath(dataDir);
	if (kept !== null) {
		if (existsSync(path)) moveAside(dataDir, path);
		for (const rest of ['-wal', '-shm']) rmSync(path + rest, { force: true });
		renameSync(kept, path);
		if (existsSync(`${kept}-wal`)) renameSync(`${kept}-wal`, `${path}-wal`);
		const signed = `${kept}.heads.json`;
		if (existsSync(signed)) renameSync(signed, headsPath(dataDir));
		returnKeys(dataDir);
	}
	if (existsSync(incomingPath(dataDir))) moveAside(dataDir, incomingPath(dataDir));
}

/** So that it is not tried again every second, and can be looked at. */
function moveAside(dataDir: string, file: string): string {
	const aside = `${incomingPath(dataDir)}.refused-${refusedBackups(dataDir).length + 1}`;
	renameSync(file, aside);
	return aside;
}

/** Why the waiting backup cannot be taken, as a sentence; it is moved aside then. Null when it can be tried. */
export function refuseIncoming({ dataDir, root }: Config): string | null {
	const incoming = incomingPath(dataDir);
	const trouble = troubleWith(incoming, migrationsFolder(root));
	if (!trouble || trouble === 'missing') return null;
	return troubleSentence(moveAside(dataDir, incoming), trouble);
}

/** Whether a backup waits that can be tried; one that cannot is refused in the log. */
export function backupWaits(config: Config, log: Log): boolean {
	if (!existsSync(incomingPath(config.dataDir))) return false;
	const refused = refuseIncoming(config);
	if (refused) log.error(`the backup was not restored: ${refused}`);
	return !refused;
}

/** Looks once a second for a waiting backup; the returned function stops looking. */
export function watchForRestore(
	config: Config,
	log: Log,
	restore: () => Promise<void>
): () => void {
	let busy = false;
	const timer = setInterval(() => {
		if (busy || !backupWaits(config, log)) return;
		busy = true;
		log.info('restoring a backup');
		void restore().finally(() => (busy = false));
	}, 1000).unref();
	return () => clearInterval(timer);
}

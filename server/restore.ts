/**
 * Restoring while the server runs: `npm run restore` checks a backup and lays it beside the database;
 * the server closes, swaps the files and opens again with a new epoch, so that no phone mistakes the
 * old history for the restored one.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { databasePath } from './db/connection.ts';
import type { Log } from './log.ts';

/** Where a checked backup waits to be swapped in. */
export function incomingPath(dataDir: string): string {
	return join(dataDir, 'incoming.db');
}

/** Puts the waiting backup in the database's place; the replaced file is kept beside it. */
export function swapIn(dataDir: string): void {
	const path = databasePath(dataDir);
	if (existsSync(path)) renameSync(path, `${path}.before-restore`);
	for (const rest of ['-wal', '-shm']) rmSync(path + rest, { force: true });
	renameSync(incomingPath(dataDir), path);
}

/** Looks once a second for a waiting backup; the returned function stops looking. */
export function watchForRestore(
	config: Config,
	log: Log,
	restart: (swap: () => void) => Promise<void>
): () => void {
	let busy = false;
	const timer = setInterval(() => {
		if (busy || !existsSync(incomingPath(config.dataDir))) return;
		busy = true;
		log.info('restoring a backup');
		restart(() => swapIn(config.dataDir))
			.catch((error: unknown) => log.error({ err: error }, 'the restore failed'))
			.finally(() => (busy = false));
	}, 1000).unref();
	return () => clearInterval(timer);
}

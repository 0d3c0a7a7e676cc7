/**
 * Restoring while the server runs: `npm run restore` checks a backup and lays it beside the database;
 * the server closes, swaps the files and opens again with a new epoch, so that no phone mistakes the
 * old history for the restored one.
 */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { databasePath } from './db/connection.ts';
import { keepReplaced } from './db/replaced.ts';
import type { Log } from './log.ts';
import { returnKeys } from './meeting/sealed-keys.ts';

/** Where a checked backup waits to be swapped in. */
export function incomingPath(dataDir: string): string {
	return join(dataDir, 'incoming.db');
}

/** Puts the waiting backup in the database's place. Returns where the replaced one is kept, if there was one. */
export function swapIn(dataDir: string): string | null {
	const kept = keepReplaced(dataDir);
	returnKeys(dataDir);
	renameSync(incomingPath(dataDir), databasePath(dataDir));
	return kept;
}

/** Looks once a second for a waiting backup; the returned function stops looking. */
export function watchForRestore(
	config: Config,
	log: Log,
	restart: (swap: () => string | null) => Promise<void>
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

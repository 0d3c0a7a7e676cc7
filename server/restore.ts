/**
 * Restoring while the server runs: `npm run restore` checks a backup and lays it beside the database;
 * the server closes, swaps the files and opens again with a new epoch, so that no phone mistakes the
 * old history for the restored one.
 *
 * Invariant: whatever waits there and however it fails, the server is open again afterwards, with the
 * restored database or with the one from before.
 */
import { existsSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { databasePath } from './db/connection.ts';
import { isThere, troubleWith, type Trouble } from './db/inspect.ts';
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
	if (isThere(incomingPath(dataDir))) moveAside(dataDir, incomingPath(dataDir));
}

/** So that it is not tried again every second, and can be looked at. */
function moveAside(dataDir: string, file: string): string {
	const aside = `${incomingPath(dataDir)}.refused-${refusedBackups(dataDir).length + 1}`;
	renameSync(file, aside);
	return aside;
}

/** Why the waiting backup cannot be taken; null when it can be tried, or went away meanwhile. */
function troubleWithIncoming({ dataDir, root }: Config): Trouble | null {
	const incoming = incomingPath(dataDir);
	const trouble = troubleWith(incoming, migrationsFolder(root));
	// Through a link the database would live elsewhere from then on: in the backup itself, most likely.
	return trouble ?? (lstatSync(incoming).isSymbolicLink() ? 'link' : null);
}

/**
 * Whether a backup waits that can be tried; one that cannot is moved aside, and refused in the log. Never
 * throws: the server goes on whatever lies there.
 */
export function backupWaits(config: Config, log: Log): boolean {
	const { dataDir } = config;
	const incoming = incomingPath(dataDir);
	try {
		if (!isThere(incoming)) return false;
		const trouble = troubleWithIncoming(config);
		if (!trouble) return true;
		if (trouble === 'missing') return false;
		const sentence = troubleSentence(moveAside(dataDir, incoming), trouble);
		log.error(`the backup was not restored: ${sentence}`);
	} catch (error) {
		logOnce(log, error, incoming);
	}
	return false;
}

/** What was said last of something that cannot even be moved aside: it is looked at every second. */
let lastSaid = '';

function logOnce(log: Log, error: unknown, incoming: string): void {
	const said = String(error);
	if (said !== lastSaid)
		log.error(
			{ err: error },
			`the backup was not restored: ${incoming}打不开，也移不开。请把它拿走。${incoming} can neither be opened nor moved aside; take it away.`
		);
	lastSaid = said;
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

/**
 * What a restore replaces is kept whole, beside the database and under a name of its own: with the
 * write-ahead log in it, and with the keys of its sealed rows, which the next start would destroy as
 * needless (`Sealing.sweep`). Restored again, it finds them.
 *
 * Invariant: at every moment each byte of the replaced database is under one of the two names.
 */
import Database from 'better-sqlite3';
import { chmodSync, copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { keepKeys } from '#server/meeting/sealed-keys.ts';
import { headsPath } from '#server/verify/heads.ts';
import { databasePath } from './connection.ts';

const KEPT = '.before-restore-';

/** Files that restores have replaced, oldest first. */
export function replacedDatabases(dataDir: string): string[] {
	const prefix = basename(databasePath(dataDir)) + KEPT;
	return readdirSync(dataDir)
		.filter((name) => name.startsWith(prefix) && !/(-wal|-shm|-journal|\.heads\.json)$/.test(name))
		.sort()
		.map((name) => join(dataDir, name));
}

/**
 * Moves the database out of the way of another one. Nobody may have it open.
 *
 * @returns where it is now; null when there was none
 */
export function keepReplaced(dataDir: string, now = new Date()): string | null {
	const path = databasePath(dataDir);
	if (!existsSync(path)) {
		for (const rest of ['-wal', '-shm']) rmSync(path + rest, { force: true });
		return null;
	}
	const kept = freeName(`${path}${KEPT}${now.toISOString().replace(/[:.]/g, '-')}`);
	keepKeys(dataDir, basename(kept));
	// SQLite throws away the log of a file that it cannot read: a copy goes with a damaged one.
	const log = `${kept}-wal`;
	if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, log);
	if (foldedIn(path)) rmSync(log, { force: true });
	renameSync(path, kept);
	// What was signed of it goes with it: of the other one it would tell lies.
	if (existsSync(headsPath(dataDir))) renameSync(headsPath(dataDir), `${kept}.heads.json`);
	chmodSync(kept, 0o600);
	for (const rest of ['-wal', '-shm']) rmSync(path + rest, { force: true });
	return kept;
}

/** Moves the write-ahead log into the file; false when the file does not let us. */
function foldedIn(path: string): boolean {
	let db: Database.Database | undefined;
	try {
		db = new Database(path);
		db.pragma('synchronous = FULL');
		db.pragma('wal_checkpoint(TRUNCATE)');
		// One file that can be copied about: nothing of it is in a second one from here on.
		return db.pragma('journal_mode = DELETE', { simple: true }) === 'delete';
	} catch {
		return false;
	} finally {
		db?.close();
	}
}

function freeName(wanted: string): string {
	let name = wanted;
	for (let n = 2; existsSync(name) || existsSync(`${name}-wal`); n++) name = `${wanted}-${n}`;
	return name;
}

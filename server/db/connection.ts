/**
 * Opens the one SQLite file, so that a COMMIT means "on disk".
 *
 * Invariant: WAL and synchronous=FULL, set and read back at every open. better-sqlite3 is compiled
 * with NORMAL as WAL's default, and only the second open of a file shows it (reliability §1.1).
 */
import Database from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { join } from 'node:path';
import * as schema from './schema.ts';

export type Sqlite = Database.Database;
export type Tables = BetterSQLite3Database<typeof schema>;

export interface Connection {
	sqlite: Sqlite;
	tables: Tables;
	close(): void;
}

/**
 * The journal is moved into the file by a thread of its own (`checkpoint.ts`); only if that falls behind
 * by about 40 MB does a COMMIT do it.
 */
const FALLBACK_PAGES = 10_000;

/** Where the file lives below the data folder. */
export function databasePath(dataDir: string): string {
	return join(dataDir, 'yitang.db');
}

/** Opens (and makes) a database file. Throws when it cannot promise durability. */
export function openDatabase(path: string): Connection {
	const sqlite = new Database(path);
	sqlite.pragma('busy_timeout = 5000');
	sqlite.pragma('journal_mode = WAL');
	sqlite.pragma('synchronous = FULL');
	sqlite.pragma('foreign_keys = ON');
	sqlite.pragma('secure_delete = ON');
	sqlite.pragma(`wal_autocheckpoint = ${FALLBACK_PAGES}`);
	const mode = sqlite.pragma('journal_mode', { simple: true });
	const sync = sqlite.pragma('synchronous', { simple: true });
	if (mode !== 'wal' || sync !== 2)
		throw new Error(
			`the database cannot promise durability (journal_mode=${mode}, synchronous=${sync})`
		);
	return { sqlite, tables: drizzle(sqlite, { schema }), close: () => sqlite.close() };
}

/**
 * Looks at a database file before anybody relies on it, and changes nothing: opened for reading alone, a
 * damaged write-ahead log stays as it lies, for whoever wants to save what is in it.
 */
import Database from 'better-sqlite3';
import { closeSync, lstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { allMigrations } from './migration-list.ts';
import { schemaDrift, type SchemaChange } from './schema-drift.ts';

/** What keeps a file from being our database. */
export type Trouble = PlainTrouble | Reshaped;

/** Its tables or indexes are not those that its version made. */
export interface Reshaped {
	changes: SchemaChange[];
}

export type PlainTrouble =
	| 'missing'
	| 'folder'
	/** A pipe, a socket, a device: reading it might never end. */
	| 'not-a-file'
	/** A link that leads to nothing, or in circles. */
	| 'dangling'
	/** A link, where the file itself must be. */
	| 'link'
	| 'empty'
	/** No SQLite at all: a text, a picture, a backup that was encrypted. */
	| 'not-a-database'
	/** SQLite, but another program's. */
	| 'foreign'
	/** Pages are missing or do not fit together. */
	| 'damaged'
	/** Written by a newer version of this program. */
	| 'newer'
	/** The system does not let us read it. */
	| 'unreadable';

/** How a file of SQLite begins. */
export const HEADER = 'SQLite format 3\0';
/** Every version of ours has had these. */
const OURS = ['__drizzle_migrations', 'installation', 'meeting', 'event'];
/**
 * Up to so many bytes every page is looked at before anything else: about 100 ms. A larger file is looked
 * at while the server runs (`checkpoint-thread.mjs`).
 */
export const LOOKED_AT_WHOLE = 64 * 1024 * 1024;

/** What is wrong with the file, null when it is a database of ours. `migrations`: the folder of this version's. */
export function troubleWith(path: string, migrations: string): Trouble | null {
	try {
		const what = statSync(path);
		if (!what.isFile()) return what.isDirectory() ? 'folder' : 'not-a-file';
		const { size } = what;
		if (size === 0) return 'empty';
		if (!isDatabase(path)) return 'not-a-database';
		return troubleInside(path, size, migrations);
	} catch (error) {
		const { code = '' } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') return isThere(path) ? 'dangling' : 'missing';
		if (code === 'ELOOP') return 'dangling';
		if (code === 'SQLITE_NOTADB') return 'not-a-database';
		// Without a code, or with SQLite's word for a schema that it cannot read: it is open, and makes no sense.
		return /^(?:|SQLITE_CORRUPT.*|SQLITE_ERROR)$/.test(code) ? 'damaged' : 'unreadable';
	}
}

function troubleInside(path: string, size: number, migrations: string): Trouble | null {
	const db = new Database(path, { readonly: true, fileMustExist: true });
	try {
		const has = db.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`);
		if (!OURS.every((name) => has.get(name))) return isWhole(db) ? 'foreign' : 'damaged';
		const applied = appliedMigrations(db);
		const known = allMigrations(migrations);
		if (applied.some((when) => !known.some((one) => one.when === when))) return 'newer';
		if (size <= LOOKED_AT_WHOLE && !isWhole(db)) return 'damaged';
		const changes = schemaDrift(db, migrations, applied);
		return changes.length > 0 ? { changes } : null;
	} finally {
		db.close();
	}
}

function isWhole(db: Database.Database): boolean {
	return db.pragma('quick_check(1)', { simple: true }) === 'ok';
}

function appliedMigrations(db: Database.Database): number[] {
	return db.prepare('SELECT created_at FROM __drizzle_migrations').pluck().all().map(Number);
}

/** Whether the folder has something of that name, whatever it is and wherever it leads. */
export function isThere(path: string): boolean {
	return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** What stands there, through links; undefined for nothing, also where a link leads nowhere or to itself. */
export function whatIs(path: string): Stats | undefined {
	try {
		return statSync(path, { throwIfNoEntry: false });
	} catch (error) {
		if (/^(?:ELOOP|ENOTDIR|ENAMETOOLONG)$/.test(String((error as NodeJS.ErrnoException).code)))
			return undefined;
		throw error;
	}
}

/** Whether the file begins as a database of SQLite does. */
export function isDatabase(path: string): boolean {
	const file = openSync(path, 'r');
	try {
		const bytes = Buffer.alloc(HEADER.length);
		return bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0)) === HEADER;
	} finally {
		closeSync(file);
	}
}

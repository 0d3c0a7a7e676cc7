/**
 * Looks at a database file before anybody relies on it, and changes nothing: opened for reading alone, a
 * damaged write-ahead log stays as it lies, for whoever wants to save what is in it.
 */
import Database from 'better-sqlite3';
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What keeps a file from being our database. */
export type Trouble =
	| 'missing'
	| 'folder'
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

const HEADER = 'SQLite format 3\0';
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
		const { size } = statSync(path);
		if (!statSync(path).isFile()) return 'folder';
		if (size === 0) return 'empty';
		if (firstBytes(path, HEADER.length) !== HEADER) return 'not-a-database';
		return troubleInside(path, size, migrations);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') return 'missing';
		if (code === 'SQLITE_NOTADB') return 'not-a-database';
		return code?.startsWith('SQLITE_CORRUPT') ? 'damaged' : 'unreadable';
	}
}

function troubleInside(path: string, size: number, migrations: string): Trouble | null {
	const db = new Database(path, { readonly: true, fileMustExist: true });
	try {
		const has = db.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`);
		if (!OURS.every((name) => has.get(name))) return isWhole(db) ? 'foreign' : 'damaged';
		if (isNewer(db, migrations)) return 'newer';
		return size > LOOKED_AT_WHOLE || isWhole(db) ? null : 'damaged';
	} finally {
		db.close();
	}
}

function isWhole(db: Database.Database): boolean {
	return db.pragma('quick_check(1)', { simple: true }) === 'ok';
}

/** True when a migration was applied that this version does not know. */
function isNewer(db: Database.Database, migrations: string): boolean {
	const known = new Set(allMigrations(migrations).map(({ when }) => when));
	const applied = db.prepare('SELECT created_at FROM __drizzle_migrations').pluck().all();
	return applied.some((when) => !known.has(Number(when)));
}

/** A migration as drizzle lists it; `when` is what the database remembers of it. */
export interface Migration {
	when: number;
	/** As in `0007_what-it-does`. */
	tag: string;
	/** Its SQL. */
	file: string;
}

/**
 * Where the migrations lie that the first one of `folder` stands for: a file that has seen one of them needs
 * the others, too. The last of them has the same date.
 */
export function earlierMigrations(folder: string): string {
	return join(folder, '../earlier-migrations');
}

/** The migrations that a file has seen or will, with those of before. */
export function allMigrations(folder: string): Migration[] {
	const [first, ...later] = knownMigrations(folder);
	const earlier = earlierMigrations(folder);
	if (!first || !existsSync(earlier)) return knownMigrations(folder);
	return [...knownMigrations(earlier), ...later];
}

/** The migrations of a folder, in order. */
export function knownMigrations(folder: string): Migration[] {
	const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as {
		entries: Omit<Migration, 'file'>[];
	};
	return journal.entries.map((entry) => ({ ...entry, file: join(folder, `${entry.tag}.sql`) }));
}

function firstBytes(path: string, length: number): string {
	const file = openSync(path, 'r');
	try {
		const bytes = Buffer.alloc(length);
		return bytes.toString('latin1', 0, readSync(file, bytes, 0, length, 0));
	} finally {
		closeSync(file);
	}
}

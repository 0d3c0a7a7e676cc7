/**
 * Every row of every table, whatever tables there are: its key and a digest of its exact bytes. A table
 * that a later release adds is covered by itself.
 */
import { hash } from 'node:crypto';
import type { Sqlite } from '#server/db/connection.ts';

/** A manifest does not speak of itself. */
export const MANIFEST_TABLES = ['backup_manifest', 'backup_row'];

export interface Column {
	name: string;
	/** As declared. */
	type: string;
	notnull: number;
	/** Place in the primary key from 1; 0: not in it. */
	pk: number;
}

export interface RowDigest {
	/** JSON of the key's values, as text. */
	key: string;
	/** SHA-256 over type and bytes of every column, base64url. */
	digest: string;
}

/** Names of the tables that hold data; as text, whatever a damaged file says they are. */
export function tablesOf(db: Sqlite): string[] {
	const names = db
		.prepare(`SELECT CAST(name AS text) FROM sqlite_master WHERE type = 'table' ORDER BY name`)
		.pluck()
		.all() as string[];
	return names.filter((name) => !name.startsWith('sqlite_') && !MANIFEST_TABLES.includes(name));
}

export function columnsOf(db: Sqlite, table: string): Column[] {
	return db.pragma(`table_info(${quoted(table)})`) as Column[];
}

/**
 * The columns by which rows of a table are told apart; `rowid` where it has no primary key, or one that may
 * be NULL, as SQLite allows.
 */
export function keyOf(columns: readonly Column[]): string[] {
	const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
	const certain = key.every(({ notnull, type }) => notnull === 1 || /^integer$/i.test(type));
	return key.length > 0 && certain ? key.map(({ name }) => name) : ['rowid'];
}

/** All rows of a table. Throws when the file is damaged there. */
export function* rowDigests(db: Sqlite, table: string): Generator<RowDigest> {
	const columns = columnsOf(db, table);
	const key = keyOf(columns);
	// As bytes: a text that is no longer UTF-8 would be read as another one that is.
	const read = [
		...key.map((name) => `CAST(${quoted(name)} AS TEXT)`),
		...columns.flatMap(({ name }) => [`typeof(${quoted(name)})`, `CAST(${quoted(name)} AS BLOB)`])
	];
	const rows = db.prepare(`SELECT ${read.join(', ')} FROM ${quoted(table)}`).raw();
	for (const row of rows.iterate() as Iterable<(string | Buffer | null)[]>) {
		const parts: Buffer[] = [];
		for (let n = key.length; n < row.length; n += 2) {
			const bytes = row[n + 1] as Buffer | null;
			parts.push(Buffer.from(`${row[n] as string} ${bytes?.length ?? -1} `));
			if (bytes) parts.push(bytes);
		}
		const digest = hash('sha256', Buffer.concat(parts), 'base64url');
		yield { key: JSON.stringify(row.slice(0, key.length)), digest };
	}
}

/** `["m1","7"]` → `meeting=m1, seq=7`. */
export function describeKey(columns: readonly Column[], key: string): string {
	const values = parsed(key);
	if (!values) return `key ${key}`;
	return keyOf(columns)
		.map((name, n) => `${name}=${values[n]}`)
		.join(', ');
}

function parsed(key: string): string[] | null {
	try {
		return JSON.parse(key) as string[];
	} catch {
		return null; // A damaged line of the list.
	}
}

/** A name in SQL. */
export function quoted(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** Definitions of tables and indexes: what SQLite itself keeps of them. */
export function schemaRows(db: Sqlite): RowDigest[] {
	const rows = db
		.prepare(`SELECT type, name, sql FROM sqlite_master ORDER BY type, name`)
		.all() as { type: string; name: string; sql: string | null }[];
	return rows
		.filter(({ name }) => !MANIFEST_TABLES.some((table) => name.includes(table)))
		.map(({ type, name, sql }) => ({
			key: JSON.stringify([type, name]),
			digest: hash('sha256', String(sql), 'base64url')
		}));
}

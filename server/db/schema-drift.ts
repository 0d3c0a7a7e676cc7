/**
 * Which tables and indexes a database has, held against those that its migrations make. Compared by what they
 * are, not by their text: another SQLite may write the same table down otherwise.
 */
import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import type { Sqlite } from './connection.ts';
import { migrationsFor, type Migration } from './migration-list.ts';

/** What is otherwise than it was made. A trigger that was added changes rows behind everybody's back. */
export interface SchemaChange {
	type: 'table' | 'index' | 'trigger' | 'view';
	name: string;
	/** `other`: it has other columns, or is another kind of thing. */
	how: 'gone' | 'other' | 'added';
}

/**
 * What keeps the statements of this version from running, or from meaning what they should. Tables and
 * indexes that somebody added harm nothing, unless a migration that is to come makes them too.
 *
 * @param applied when the migrations were made that the database remembers
 */
export function schemaDrift(db: Sqlite, folder: string, applied: number[]): SchemaChange[] {
	const known = migrationsFor(folder, applied);
	const seen = known.filter(({ when }) => applied.includes(when));
	// Drizzle goes on after the last one that it finds, whatever is missing before it.
	if (seen.some((one, n) => one !== known[n]) || seen.length === 0)
		return [{ type: 'table', name: '__drizzle_migrations', how: 'other' }];
	const has = shapesIn(db);
	const meant = asMigrated(seen, shapesIn);
	const later = seen.length < known.length ? asMigrated(known, shapesIn) : meant;
	const changes: SchemaChange[] = [];
	for (const [name, { type, shape }] of meant) {
		const there = has.get(name);
		if (!there) changes.push({ type, name, how: 'gone' });
		else if (there.type !== type || there.shape !== shape)
			changes.push({ type, name, how: 'other' });
	}
	for (const [name, { type }] of has)
		if (!meant.has(name) && (type === 'trigger' || later.has(name)))
			changes.push({ type, name, how: 'added' });
	return changes;
}

/** Reads from a new, empty database to which these migrations were applied. */
export function asMigrated<T>(migrations: Migration[], read: (fresh: Sqlite) => T): T {
	const fresh = new Database(':memory:');
	try {
		for (const { file } of migrations) fresh.exec(readFileSync(file, 'utf8'));
		return read(fresh);
	} finally {
		fresh.close();
	}
}

/** Everything by its name; `shape` says its columns in order, with what they may hold. */
function shapesIn(db: Sqlite): Map<string, { type: SchemaChange['type']; shape: string }> {
	const rows = db
		.prepare(
			`SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`
		)
		.all() as { type: SchemaChange['type']; name: string; tbl_name: string }[];
	const columns = db.prepare('SELECT * FROM pragma_table_xinfo(?)').raw();
	const parts = db
		.prepare('SELECT seqno, name, "desc", coll FROM pragma_index_xinfo(?) WHERE key')
		.raw();
	const kind = db
		.prepare('SELECT "unique", partial FROM pragma_index_list(?) WHERE name = ?')
		.raw();
	return new Map(
		rows.map(({ type, name, tbl_name }) => {
			const shape =
				type === 'index'
					? [tbl_name, kind.get(tbl_name, name), parts.all(name)]
					: type === 'table'
						? columns.all(name)
						: null;
			return [name, { type, shape: JSON.stringify(shape) }];
		})
	);
}

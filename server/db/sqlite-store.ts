/**
 * The store on one SQLite connection. Nothing in it waits: a COMMIT holds the thread for the time of one
 * `fsync`, which costs less than a way to another thread and back (decision 0010).
 */
import type Database from 'better-sqlite3';
import type { Connection } from './connection.ts';
import {
	COLUMNS,
	type Piece,
	type Rows,
	type Store,
	type StoredCount,
	type Write
} from './store.ts';

type Statement = Database.Statement<unknown[]>;

const INSERT = Object.fromEntries(
	Object.entries(COLUMNS).map(([table, columns]) => [
		table,
		`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
	])
) as Record<Rows['table'], string>;

/** Takes the transaction back: a write has not changed as many rows as it must. */
class Unmet extends Error {}

/** Of a program that stores no piece. */
const UNCOUNTED: StoredCount = { add: () => {}, committed: () => {} };

/** A store on this connection; `count` goes with every COMMIT. */
export function sqliteStore({ sqlite }: Connection, count: StoredCount = UNCOUNTED): Store {
	const statements = new Map<string, Statement>();
	/** Each text is parsed once; `exec` would parse it every time. */
	const prepared = (sql: string) => {
		let statement = statements.get(sql);
		if (!statement) statements.set(sql, (statement = sqlite.prepare<unknown[]>(sql)));
		return statement;
	};

	/** How many rows have changed. */
	function run({ sql, args }: Write): number {
		return prepared(sql).run(...args).changes;
	}

	function apply(write: Write | Rows): void {
		if ('sql' in write) return void run(write);
		const insert = prepared(INSERT[write.table]);
		for (const row of write.rows) insert.run(...row);
	}

	/** Each in a savepoint of its own; a broken one is rolled back alone. One alone needs none. */
	function applyAll(pieces: readonly Piece[], failed: Map<string, Error>): void {
		for (const { key, writes } of pieces) {
			if (pieces.length === 1) return writes.forEach(apply);
			prepared('SAVEPOINT piece').run();
			try {
				writes.forEach(apply);
			} catch (error) {
				// On a full disk SQLite takes the whole transaction back itself, and no savepoint is left.
				if (!sqlite.inTransaction) throw error;
				prepared('ROLLBACK TO piece').run();
				failed.set(key, error as Error);
			}
			prepared('RELEASE piece').run();
		}
	}

	return {
		// `async`, so that a fault rejects and is never thrown.
		async all<Row>(sql: string, ...args: unknown[]) {
			return prepared(sql).all(...args) as Row[];
		},
		async one<Row>(sql: string, ...args: unknown[]) {
			return prepared(sql).get(...args) as Row | undefined;
		},
		async write(writes) {
			const all = sqlite.transaction(() =>
				writes.map((write) => {
					const changed = run(write);
					if (write.must !== undefined && changed !== write.must) throw new Unmet();
					return changed;
				})
			);
			try {
				return all.immediate();
			} catch (error) {
				if (error instanceof Unmet) return null;
				throw error;
			}
		},
		async commit(pieces) {
			const failed = new Map<string, Error>();
			try {
				prepared('BEGIN IMMEDIATE').run();
				applyAll(pieces, failed);
				const held = pieces.filter(({ key }) => !failed.has(key));
				count.add(held.reduce((sum, { things }) => sum + things, 0));
				prepared('COMMIT').run();
				count.committed(true);
			} catch (error) {
				count.committed(false);
				if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
				for (const { key } of pieces) failed.set(key, error as Error);
			}
			return failed;
		}
	};
}

/**
 * What touches a table speaks to a `Store`, and waits for its answer: changes are data, made without a
 * database and applied by whoever has one. Today that is one SQLite file (`sqlite-store.ts`).
 *
 * Invariants: what was written is on disk when `write` or `commit` resolves; a piece is stored whole or
 * not at all, and one that cannot be stored takes no other with it.
 */

export type Value = string | number | null | Uint8Array;

/** One change, in SQL that several databases understand: `?`, ON CONFLICT. */
export interface Write {
	sql: string;
	args: readonly Value[];
	/** For `write`: it changes so many rows, or nothing is stored. */
	must?: number;
}

/** Columns of the tables into which many rows are put at once. */
export const COLUMNS = {
	event: ['meeting', 'seq', 'line', 'hash'],
	answer: ['meeting', 'actor', 'command', 'digest', 'seq'],
	text: ['meeting', 'id', 'salt', 'body']
} as const;

/** Many new rows of one table; values in the order of `COLUMNS`. */
export interface Rows {
	table: keyof typeof COLUMNS;
	rows: readonly (readonly Value[])[];
}

/** What one room or one document wants stored: all or nothing. */
export interface Piece {
	/** Unlike any other's; `commit` answers with it. */
	key: string;
	meeting: string;
	writes: readonly (Write | Rows)[];
	/** How much is in it, for the count of what was stored (`stored-mark.ts`). */
	things: number;
}

/** Reads rows, in the order that the SQL says. */
export type ReadRows = <Row>(sql: string, ...args: Value[]) => Promise<Row[]>;

export interface Store {
	/** Also of a change that tells what it has taken out (`RETURNING`). */
	all: ReadRows;
	one<Row>(sql: string, ...args: Value[]): Promise<Row | undefined>;
	/**
	 * In their order, all of them or none; how many rows each has changed. Null: one of them would not have
	 * changed as many as it must.
	 */
	write(writes: readonly Write[]): Promise<number[] | null>;
	/** The group commit: on disk, or with the error of each piece that is not. Never rejects. */
	commit(pieces: readonly Piece[]): Promise<Map<string, Error>>;
}

/** Counts what is stored, so that a start notices when some of it has vanished (`stored-mark.ts`). */
export interface StoredCount {
	/** Within the COMMIT. */
	add(things: number): void;
	/** The COMMIT has held, or not. */
	committed(held: boolean): void;
}

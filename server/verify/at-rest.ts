/**
 * Every row of a data folder whose server was stopped in good order: signed with the heads, so that a row
 * that has no hash of its own (a note, a comment, an account, who sits where) is missed or seen changed. A
 * start forgets it before it writes anything: what was written later is never taken for a forgery.
 */
import type { Sqlite } from '#server/db/connection.ts';
import type { Heads } from './heads.ts';
import { VerifyReport, type Titles } from './report.ts';
import { tablesOf } from './rows.ts';
import { checkTables, digestTables, SCHEMA, type TableDigest } from './tables.ts';

/** For each table its rows, by key, and their digests; the signed digests of the tables cover them. */
export type RowLists = Record<string, [key: string, digest: string][]>;

/** Left out of a large file, whose stop must not take minutes; all but the last have hashes of their own. */
const LONG = ['event', 'text', 'person', 'snapshot', 'document_update', 'answer'];

/** Bytes of a file whose rows are all read within a second. */
const SMALL = 16 * 1024 * 1024;

/** Whether all rows can be read in a second or so, when a server starts and stops. */
export function isSmall(db: Sqlite): boolean {
	const bytes = db.prepare(
		'SELECT page_count * page_size FROM pragma_page_count, pragma_page_size'
	);
	return (bytes.pluck().get() as number) <= SMALL;
}

/** The tables that are signed when a server is stopped. */
export function signedAtRest(db: Sqlite): string[] {
	const tables = [SCHEMA, ...tablesOf(db)];
	return isSmall(db) ? tables : tables.filter((table) => !LONG.includes(table));
}

/** All tables as they are now, or `only` these. Throws where the file is damaged. */
export function tablesAtRest(db: Sqlite, only?: readonly string[]) {
	const tables: Record<string, TableDigest> = {};
	const rows: RowLists = {};
	for (const [table, list, digest] of digestTables(db, only)) {
		tables[table] = digest;
		rows[table] = list.map((row) => [row.key, row.digest]);
	}
	return { tables, rows };
}

/**
 * Holds a database at rest against what was signed when it came to rest. What the report names already, by
 * a hash or a chain, is not told twice. `except`: tables that may have changed since.
 */
export function checkAtRest(
	db: Sqlite,
	{ tables, rows, meetings }: Heads & { rows?: RowLists },
	report: VerifyReport,
	titles: Titles,
	except: readonly string[] = []
): void {
	if (!tables) return;
	const left = [...except, ...LONG.filter((table) => !Object.hasOwn(tables, table))];
	const found = new VerifyReport();
	const listOf = (table: string) => (rows?.[table] ? new Map(rows[table]) : null);
	checkTables({ db, report: found, titles, listOf }, { tables, meetings });
	const told = [...report.faults];
	// The others name a row inside its meeting: `id=x` is `meeting=m, id=x` here.
	const isTold = (table: string, row: string | null) =>
		told.some((one) => one.table === table && (one.row === row || row?.endsWith(`, ${one.row}`)));
	for (const { meeting, table, row, what } of found.faults)
		if (!left.includes(table) && !isTold(table, row)) report.fault(meeting, table, row, what);
}

/** Whether the definitions of tables are those that were signed: another release makes others. */
export function sameDefinitions(db: Sqlite, { tables }: Heads): boolean {
	const now = tablesAtRest(db, [SCHEMA]).tables[SCHEMA]!;
	return tables?.[SCHEMA]?.digest === now.digest;
}

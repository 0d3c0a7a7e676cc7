/**
 * Tables held against what was signed of them: how many rows, a digest of all, and a list of the rows by
 * which a fault is found in its place. The signed digest covers the list too.
 */
import { createHash } from 'node:crypto';
import type { Sqlite } from '#server/db/connection.ts';
import { ranges, type Titles, type VerifyReport } from './report.ts';
import {
	columnsOf,
	rowDigests,
	describeKey,
	schemaRows,
	tablesOf,
	type RowDigest
} from './rows.ts';

/** What is signed of one table. */
export interface TableDigest {
	rows: number;
	digest: string;
}

/** Where the journal of one meeting ends. */
export interface MeetingHead {
	id: string;
	code: string;
	seq: number;
	/** Hash of the last event, hex. */
	head: string;
	/** A rehearsal or the demo: it may be wiped whole. Left out for all others. */
	invented?: true;
}

/** The name under which the definitions of tables stand. */
export const SCHEMA = 'sqlite_master';

interface Around {
	db: Sqlite;
	report: VerifyReport;
	titles: Titles;
	/** The rows of a table as they were when it was signed, by key; null where there is no list. */
	listOf: (table: string) => ReadonlyMap<string, string> | null;
}

/** Every table there is, with the definitions of all of them; or `only` these. */
export function* digestTables(
	db: Sqlite,
	only: readonly string[] = [SCHEMA, ...tablesOf(db)]
): Generator<[string, RowDigest[], TableDigest]> {
	for (const table of only) {
		const rows = rowsOf(db, table);
		yield [table, rows, summary(rows)];
	}
}

/** Says of each row that is gone, changed or added, and of each table that is. */
export function checkTables(
	around: Around,
	{
		tables,
		meetings
	}: { tables: Readonly<Record<string, TableDigest>>; meetings: readonly MeetingHead[] }
): void {
	const gone = goneMeetings(around, meetings);
	for (const [table, signed] of Object.entries(tables)) checkTable(around, table, signed, gone);
	for (const table of tablesOf(around.db))
		if (!Object.hasOwn(tables, table))
			around.report.fault(null, table, null, 'was added: there was no such table');
}

/** Meetings of which nothing is left: told once, not row by row. */
function goneMeetings(
	{ db, report, titles }: Around,
	meetings: readonly MeetingHead[]
): Set<string> {
	const gone = new Set<string>();
	let here: Set<unknown>;
	try {
		here = new Set(
			db.prepare('SELECT id FROM meeting UNION SELECT meeting FROM event').pluck().all()
		);
	} catch {
		return gone; // A table cannot be read; that is told where it is.
	}
	for (const { id, code, seq } of meetings) {
		if (here.has(id)) continue;
		gone.add(id);
		report.fault(
			`${titles(id)} (${code})`,
			'meeting',
			`id=${id}`,
			`is gone with its ${seq} events`
		);
	}
	return gone;
}

function checkTable(
	{ db, report, titles, listOf }: Around,
	table: string,
	signed: TableDigest,
	goneMeetings: ReadonlySet<string>
): void {
	const columns = table === SCHEMA ? SCHEMA_COLUMNS : columnsOf(db, table);
	const at = (key: string) => {
		const row = describeKey(columns, key);
		const meeting = meetingOf(table, row);
		return { row, meeting, called: meeting === null ? null : titles(meeting) };
	};
	let rows: RowDigest[];
	try {
		if (table !== SCHEMA && columns.length === 0) throw new Error('there is no such table');
		rows = rowsOf(db, table);
	} catch (error) {
		report.fault(null, table, null, `cannot be read to its end (${(error as Error).message})`);
		return;
	}
	const listed = listOf(table);
	if (listed === null) {
		if (!same(summary(rows), signed)) report.fault(null, table, null, 'its rows are not as signed');
		return;
	}
	const sound = same(summary(rows), signed);
	const missing: string[] = [];
	const here = new Map(rows.map(({ key, digest }) => [key, digest]));
	// Where the rows are as they were signed, it is the list that was changed.
	const what = sound
		? { changed: 'its line in the signed list was changed; the row itself is as it was' }
		: { changed: 'was changed' };
	for (const [key, digest] of listed)
		if (!here.has(key)) missing.push(key);
		else if (here.get(key) !== digest) {
			const { row, called } = at(key);
			report.fault(called, table, row, what.changed);
		}
	for (const { key } of rows)
		if (!listed.has(key)) {
			const { row, called } = at(key);
			const lost = 'is not in the signed list, from which a line was taken';
			report.fault(called, table, row, sound ? lost : 'was added');
		}
	tellMissing(report, table, missing.map(at), goneMeetings, sound);
	if (!sound && same(summary([...listed].map(([key, digest]) => ({ key, digest }))), signed))
		return;
	if (!sound)
		report.fault(null, table, null, 'neither its rows nor the list of them are as signed');
}

/** Rows that are gone; events in a row together. */
function tellMissing(
	report: VerifyReport,
	table: string,
	missing: readonly { row: string; meeting: string | null; called: string | null }[],
	goneMeetings: ReadonlySet<string>,
	sound: boolean
): void {
	const events = new Map<string, number[]>();
	for (const { row, meeting, called } of missing) {
		if (meeting !== null && goneMeetings.has(meeting)) continue;
		const seq = table === 'event' ? /seq=(\d+)/.exec(row)?.[1] : undefined;
		if (seq !== undefined && called !== null)
			events.set(called, [...(events.get(called) ?? []), Number(seq)]);
		else
			report.fault(called, table, row, sound ? 'was never there: the list was changed' : 'is gone');
	}
	for (const [called, seqs] of events)
		report.fault(called, table, `seq=${ranges(seqs)}`, seqs.length > 1 ? 'are gone' : 'is gone');
}

const SCHEMA_COLUMNS = [
	{ name: 'type', type: 'TEXT', pk: 1, notnull: 1 },
	{ name: 'name', type: 'TEXT', pk: 2, notnull: 1 }
];

function rowsOf(db: Sqlite, table: string): RowDigest[] {
	return table === SCHEMA ? schemaRows(db) : [...rowDigests(db, table)];
}

function summary(rows: readonly RowDigest[]): TableDigest {
	const lines = rows.map(({ key, digest }) => `${key} ${digest}\n`).sort();
	return {
		rows: rows.length,
		digest: createHash('sha256').update(lines.join('')).digest('base64url')
	};
}

function same(a: TableDigest, b: TableDigest): boolean {
	return a.rows === b.rows && a.digest === b.digest;
}

/** The meeting a row belongs to, by its key. */
function meetingOf(table: string, row: string): string | null {
	return /(?:^|, )meeting=([^,]+)/.exec(row)?.[1] ?? (table === 'meeting' ? row.slice(3) : null);
}

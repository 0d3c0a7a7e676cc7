/**
 * What has no hash to be held against must at least be possible: the declared kinds of values, readable
 * text, times of this century, meetings that exist; sealed rows that their keys open.
 */
import type { Sqlite } from '#server/db/connection.ts';
import { tryToOpen } from '#server/meeting/sealing.ts';
import type { Titles, VerifyReport } from './report.ts';
import { columnsOf, keyOf, quoted, tablesOf, type Column } from './rows.ts';

/** A machine without a clock of its own begins in 1970. */
const NO_CLOCK = Date.UTC(1971, 0);
const EARLIEST = Date.UTC(2020, 0);
const LATEST = Date.UTC(2100, 0);
/** Times that people choose, or that follow from one: any that a form of this or an older version takes. */
const CHOSEN = ['meeting.starts_at', 'meeting.due_at'];
const AS_BYTES = 'bytes of ';
/** How other tables write it; values of these columns are never typed by anybody. */
const FORMATS: Record<string, RegExp> = {
	'account.password_hash': /^\$argon2/,
	'answer.digest': /^(?:[\w-]{43})?$/,
	'event.hash': /^[0-9a-f]{64}$/,
	'meeting.code': /^\d{6}$/
};

/** All tables, whatever tables there are. */
export function checkPlausible(db: Sqlite, report: VerifyReport, titles: Titles): void {
	const meetings = new Set(db.prepare('SELECT id FROM meeting').pluck().all() as string[]);
	for (const table of tablesOf(db))
		try {
			checkTable(db, table, report, titles, meetings);
		} catch (error) {
			report.fault(null, table, null, `cannot be read to its end (${(error as Error).message})`);
		}
}

function checkTable(
	db: Sqlite,
	table: string,
	report: VerifyReport,
	titles: Titles,
	meetings: ReadonlySet<string>
): void {
	const columns = columnsOf(db, table);
	const key = keyOf(columns);
	const bytes = columns
		.filter(isText)
		.map(({ name }) => `, CAST(${quoted(name)} AS BLOB) AS ${quoted(AS_BYTES + name)}`);
	const rows = db.prepare(
		`SELECT ${key[0] === 'rowid' ? 'rowid, ' : ''}*${bytes.join('')} FROM ${quoted(table)}`
	);
	for (const row of rows.iterate() as Iterable<Record<string, unknown>>) {
		const meeting = typeof row.meeting === 'string' ? row.meeting : null;
		const called = meeting === null ? null : titles(meeting);
		const place = key.map((name) => `${name}=${String(row[name])}`).join(', ');
		const wrong = (what: string) => report.fault(called, table, place, what);
		if (meeting !== null && !meetings.has(meeting)) wrong('belongs to a meeting that is gone');
		for (const column of columns) {
			const plain = row[AS_BYTES + column.name] as Buffer | null | undefined;
			const what = oddity(table, column, row[column.name], plain ?? null);
			if (what) wrong(`its ${column.name} ${what}`);
		}
	}
}

function oddity(
	table: string,
	column: Column,
	value: unknown,
	plain: Buffer | null
): string | null {
	const { name, type } = column;
	if (value === null) return null;
	if (isText(column)) {
		if (typeof value !== 'string') return 'is no text';
		if (plain && !plain.equals(Buffer.from(value))) return 'is not readable text';
		const format = FORMATS[`${table}.${name}`];
		return format && !format.test(value) ? 'is not written as it should be' : null;
	}
	if (/^integer$/i.test(type) && !Number.isInteger(value)) return 'is no whole number';
	if (/^blob$/i.test(type) && !Buffer.isBuffer(value)) return 'is no bytes';
	const time = name === 'at' || name.endsWith('_at');
	if (
		time &&
		typeof value === 'number' &&
		(value > LATEST ||
			(value < EARLIEST && value > NO_CLOCK && !CHOSEN.includes(`${table}.${name}`)))
	)
		return 'is a time that cannot be';
	return null;
}

function isText({ type }: Column): boolean {
	return /^text$/i.test(type);
}

/**
 * Sealed rows: what their keys do not open was changed. Without keys nothing can be said of a copy; in the
 * folder itself (`live`) a key that a row needs must be there.
 */
export function checkSealed(
	db: Sqlite,
	{ dataDir, live }: { dataDir: string | null; live: boolean },
	report: VerifyReport,
	titles: Titles
): void {
	let closed = 0;
	for (const table of tablesOf(db)) {
		const columns = columnsOf(db, table);
		const has = (name: string, type: RegExp) =>
			columns.some((one) => one.name === name && type.test(one.type));
		if (!has('key', /^text$/i) || !has('body', /^blob$/i)) continue;
		const key = keyOf(columns);
		for (const row of db.prepare(`SELECT * FROM ${quoted(table)}`).all() as Row[]) {
			const place = key.map((name) => `${name}=${String(row[name])}`).join(', ');
			// A row of a plain lot has no key; its body is JSON.
			if (row.key === '') {
				if (!isJson(row.body)) report.fault(titles(row.meeting), table, place, 'cannot be read');
				continue;
			}
			const opened = dataDir === null ? 'no key' : tryToOpen(dataDir, row);
			if (opened === 'no key' && live)
				report.fault(
					titles(row.meeting),
					`keys/sealed-${row.key}.key`,
					null,
					`is gone, and rows of ${table} need it`
				);
			else if (opened === 'no key') closed += 1;
			else if (opened === 'changed')
				report.fault(titles(row.meeting), table, place, 'was changed: its key does not open it');
		}
	}
	if (closed > 0)
		report.note(
			`${closed} sealed rows (cards, ballots, faces, recordings, photographs) could not be opened: their keys are not here`
		);
}

type Row = Record<string, unknown> & { meeting: string; key: string; body: Buffer };

function isJson(body: Buffer): boolean {
	try {
		JSON.parse(body.toString());
		return true;
	} catch {
		return false;
	}
}

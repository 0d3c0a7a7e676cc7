/**
 * The manifest of a backup, inside it: how many rows each table has and their digests, the last event of
 * each meeting, signed with the key of the installation; and a list of all rows, by which a fault is found
 * in its place.
 *
 * Invariant: the signed part covers the list, so that neither rows nor the list can change unnoticed.
 */
import { createHash } from 'node:crypto';
import type { Sqlite } from '#server/db/connection.ts';
import { canonical } from '#lib/meeting/canonical.ts';
import { fingerprintOf, isSignedBy, type SigningKey } from '#server/auth/signing-key.ts';
import type { Titles, VerifyReport } from './report.ts';
import { ranges } from './report.ts';
import {
	columnsOf,
	MANIFEST_TABLES,
	rowDigests,
	sayKey,
	schemaRows,
	tablesOf,
	type RowDigest
} from './rows.ts';

/** What is signed. */
export interface Manifest {
	format: 'yitang.backup';
	version: 1;
	/** The installation's epoch: another one after each restore. */
	epoch: string;
	publicKey: string;
	/** When the backup was made, ms since 1970. */
	madeAt: number;
	tables: Record<string, { rows: number; digest: string }>;
	meetings: MeetingHead[];
}

/** Where the journal of one meeting ends. */
export interface MeetingHead {
	id: string;
	code: string;
	seq: number;
	/** Hash of the last event, hex. */
	head: string;
}

/** The name under which the definitions of tables stand in a manifest. */
const SCHEMA = 'sqlite_master';

/** SQLite's application id of backups, `YTBK`: one whose manifest was taken out is no other kind of file. */
export const BACKUP_ID = 0x5954424b;

/** Writes a signed manifest into a backup. */
export function writeManifest(db: Sqlite, key: SigningKey, madeAt: number): Manifest {
	dropManifest(db);
	const write = db.transaction(() => {
		db.exec(`CREATE TABLE backup_row (tbl TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL,
			PRIMARY KEY (tbl, key)) WITHOUT ROWID;
			CREATE TABLE backup_manifest (id INTEGER PRIMARY KEY, body TEXT NOT NULL, signature TEXT NOT NULL)`);
		const insert = db.prepare('INSERT INTO backup_row (tbl, key, digest) VALUES (?, ?, ?)');
		const tables: Manifest['tables'] = {};
		for (const table of [SCHEMA, ...tablesOf(db)]) {
			const rows = rowsOf(db, table);
			for (const row of rows) insert.run(table, row.key, row.digest);
			tables[table] = summary(rows);
		}
		const epoch = db.prepare('SELECT epoch FROM installation').pluck().get() as string | undefined;
		const manifest: Manifest = {
			...{ format: 'yitang.backup', version: 1, epoch: epoch ?? '' },
			...{ publicKey: key.publicKey, madeAt, tables, meetings: headsOf(db) }
		};
		const body = canonical(manifest);
		db.prepare('INSERT INTO backup_manifest (id, body, signature) VALUES (1, ?, ?)').run(
			body,
			key.sign(body)
		);
		return manifest;
	});
	db.pragma(`application_id = ${BACKUP_ID}`);
	return write();
}

/** A database that runs has none: it changes. */
export function dropManifest(db: Sqlite): void {
	for (const table of MANIFEST_TABLES) db.exec(`DROP TABLE IF EXISTS ${table}`);
	db.pragma('application_id = 0');
}

/** Last event of each meeting. */
export function headsOf(db: Sqlite): MeetingHead[] {
	return db
		.prepare(
			`SELECT meeting.id, meeting.code, event.seq, event.hash AS head FROM meeting
			 JOIN event ON event.meeting = meeting.id
			  AND event.seq = (SELECT max(seq) FROM event WHERE meeting = meeting.id)
			 ORDER BY meeting.id`
		)
		.all() as MeetingHead[];
}

/** The manifest as it stands in a file, and its signature; null when there is none that can be read. */
export function readManifest(
	db: Sqlite
): { manifest: Manifest; body: string; signature: string } | null {
	try {
		const row = db.prepare('SELECT body, signature FROM backup_manifest').get() as
			{ body: string; signature: string } | undefined;
		return row ? { ...row, manifest: JSON.parse(row.body) as Manifest } : null;
	} catch {
		return null;
	}
}

/**
 * Holds a backup against its manifest.
 *
 * @param trusted public keys that may have signed it; null: whoever did is told, and has to be compared
 */
export function checkManifest(
	db: Sqlite,
	report: VerifyReport,
	titles: Titles,
	trusted: readonly string[] | null
): void {
	const read = readManifest(db);
	if (!read) {
		report.fault(null, 'backup_manifest', null, 'the signed manifest is gone or cannot be read');
		return;
	}
	const { manifest, body, signature } = read;
	report.signedBy = manifest.publicKey;
	if (!isSignedBy(manifest.publicKey, body, signature))
		report.fault(null, 'backup_manifest', 'id=1', 'was changed: the signature does not fit');
	else if (trusted && !trusted.some((key) => samePublic(key, manifest.publicKey)))
		report.fault(
			null,
			'backup_manifest',
			'id=1',
			`was signed by another installation (${fingerprintOf(manifest.publicKey)}); if that is right, say so: --key "${fingerprintOf(manifest.publicKey)}"`
		);
	if (listOf(db, SCHEMA) === null)
		report.fault(null, 'backup_row', null, 'the list of rows is gone');
	const gone = goneMeetings(db, manifest, report, titles);
	for (const [table, signed] of Object.entries(manifest.tables ?? {}))
		checkTable(db, report, titles, table, signed, gone);
	for (const table of tablesOf(db))
		if (!manifest.tables?.[table])
			report.fault(null, table, null, 'was added: the manifest knows no such table');
}

/** A key in full or, as people copy it, by its fingerprint. */
function samePublic(given: string, publicKey: string): boolean {
	const plain = (text: string) => text.replace(/[\s-]/g, '').toLowerCase();
	return given === publicKey || plain(given) === plain(fingerprintOf(publicKey));
}

/** Meetings of which nothing is left: told once, not row by row. */
function goneMeetings(
	db: Sqlite,
	manifest: Manifest,
	report: VerifyReport,
	titles: Titles
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
	for (const { id, code, seq } of manifest.meetings ?? []) {
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
	db: Sqlite,
	report: VerifyReport,
	titles: Titles,
	table: string,
	signed: { rows: number; digest: string },
	goneMeetings: ReadonlySet<string>
): void {
	const columns = table === SCHEMA ? SCHEMA_COLUMNS : columnsOf(db, table);
	const at = (key: string) => {
		const row = sayKey(columns, key);
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
	const listed = listOf(db, table);
	if (listed === null) {
		if (!same(summary(rows), signed)) report.fault(null, table, null, 'its rows are not as signed');
		return;
	}
	const sound = same(summary(rows), signed);
	const missing: string[] = [];
	const here = new Map(rows.map(({ key, digest }) => [key, digest]));
	// Where the rows are as they were signed, it is the list that was changed.
	const what = sound
		? { changed: 'its line in the manifest’s list was changed; the row itself is as signed' }
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
			const lost = 'is not in the manifest’s list, from which a line was taken';
			report.fault(called, table, row, sound ? lost : 'was added');
		}
	tellMissing(report, table, missing.map(at), goneMeetings, sound);
	if (!sound && same(summary([...listed].map(([key, digest]) => ({ key, digest }))), signed))
		return;
	if (!sound)
		report.fault(null, table, null, 'neither its rows nor the manifest’s list are as signed');
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

/** Null where there is no list at all. */
function listOf(db: Sqlite, table: string): Map<string, string> | null {
	try {
		const rows = db
			.prepare('SELECT key, digest FROM backup_row WHERE tbl = ?')
			.all(table) as RowDigest[];
		return new Map(rows.map(({ key, digest }) => [key, digest]));
	} catch {
		return null;
	}
}

function summary(rows: readonly RowDigest[]): { rows: number; digest: string } {
	const lines = rows.map(({ key, digest }) => `${key} ${digest}\n`).sort();
	return {
		rows: rows.length,
		digest: createHash('sha256').update(lines.join('')).digest('base64url')
	};
}

function same(a: { rows: number; digest: string }, b: { rows: number; digest: string }): boolean {
	return a.rows === b.rows && a.digest === b.digest;
}

/** The meeting a row belongs to, by its key. */
function meetingOf(table: string, row: string): string | null {
	return /(?:^|, )meeting=([^,]+)/.exec(row)?.[1] ?? (table === 'meeting' ? row.slice(3) : null);
}

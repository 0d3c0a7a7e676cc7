/**
 * The manifest of a backup, inside it: how many rows each table has and their digests, the last event of
 * each meeting, signed with the key of the installation; and a list of all rows, by which a fault is found
 * in its place.
 *
 * Invariant: the signed part covers the list, so that neither rows nor the list can change unnoticed.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Sqlite } from '#server/db/connection.ts';
import { HEADER } from '#server/db/inspect.ts';
import { canonical } from '#lib/meeting/canonical.ts';
import { fingerprintOf, isSignedBy, type SigningKey } from '#server/auth/signing-key.ts';
import type { Titles, VerifyReport } from './report.ts';
import { columnsOf, MANIFEST_TABLES, type RowDigest } from './rows.ts';
import { checkTables, digestTables, SCHEMA, type MeetingHead, type TableDigest } from './tables.ts';

/** What is signed. */
export interface Manifest {
	format: 'yitang.backup';
	version: 1;
	/** The installation's epoch: another one after each restore. */
	epoch: string;
	publicKey: string;
	/** When the backup was made, ms since 1970. */
	madeAt: number;
	tables: Record<string, TableDigest>;
	meetings: MeetingHead[];
}

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
		for (const [table, rows, digest] of digestTables(db)) {
			for (const row of rows) insert.run(table, row.key, row.digest);
			tables[table] = digest;
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

/** Whether a file says in its first bytes that it is a backup; nothing is opened. */
export function isBackupFile(path: string): boolean {
	const file = openSync(path, 'r');
	try {
		const header = Buffer.alloc(72);
		if (readSync(file, header, 0, header.length, 0) < header.length) return false;
		return header.toString('latin1', 0, 16) === HEADER && header.readInt32BE(68) === BACKUP_ID;
	} finally {
		closeSync(file);
	}
}

/** A database that runs has none: it changes. */
export function dropManifest(db: Sqlite): void {
	for (const table of MANIFEST_TABLES) db.exec(`DROP TABLE IF EXISTS ${table}`);
	db.pragma('application_id = 0');
}

/** Last event of each meeting. */
export function headsOf(db: Sqlite): MeetingHead[] {
	// A copy of an earlier release has no rehearsals.
	const has = columnsOf(db, 'meeting').some(({ name }) => name === 'rehearses');
	const rows = db
		.prepare(
			`SELECT meeting.id, meeting.code, event.seq, event.hash AS head,
			  ${has ? 'demo OR rehearses IS NOT NULL' : 'demo'} AS invented FROM meeting
			 JOIN event ON event.meeting = meeting.id
			  AND event.seq = (SELECT max(seq) FROM event WHERE meeting = meeting.id)
			 ORDER BY meeting.id`
		)
		.all() as (Omit<MeetingHead, 'invented'> & { invented: number })[];
	return rows.map(({ invented, ...head }) => ({
		...head,
		...(invented ? { invented: true as const } : {})
	}));
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
	const list = (table: string) => listOf(db, table);
	if (list(SCHEMA) === null) report.fault(null, 'backup_row', null, 'the list of rows is gone');
	const { tables = {}, meetings = [] } = manifest;
	checkTables({ db, report, titles, listOf: list }, { tables, meetings });
}

/** A key in full or, as people copy it, by its fingerprint. */
function samePublic(given: string, publicKey: string): boolean {
	const plain = (text: string) => text.replace(/[\s-]/g, '').toLowerCase();
	return given === publicKey || plain(given) === plain(fingerprintOf(publicKey));
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

/**
 * `npm run verify`: whether what people read is what was stored, in a backup, in a data folder, or in any
 * file of ours. Backup and restore ask here too. A release that stores something new teaches it here.
 *
 * Invariant: nothing is written, and a server may run meanwhile.
 */
import Database from 'better-sqlite3';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { whatIs } from '#server/db/inspect.ts';
import { readSigningKey } from '#server/auth/signing-key.ts';
import { databasePath, type Sqlite } from '#server/db/connection.ts';
import { keysFolder } from '#server/meeting/sealed-keys.ts';
import { checkAtRest } from './at-rest.ts';
import { checkBoards } from './boards.ts';
import { checkDocuments } from './documents.ts';
import { checkHeads } from './check-heads.ts';
import { headsPath, readHeads, type Heads } from './heads.ts';
import { checkJournals, type Journal } from './journals.ts';
import { BACKUP_ID, checkManifest, readManifest } from './manifest.ts';
import { checkPlausible, checkSealed } from './plausible.ts';
import { VerifyReport, type Titles } from './report.ts';
import { MANIFEST_TABLES } from './rows.ts';
import { checkSchema } from './schema.ts';
import { checkWords } from './words.ts';

export interface VerifyOptions {
	/** The data folder whose keys are known; null: none. */
	dataDir: string | null;
	/** Public keys or fingerprints that may have signed, beside the data folder's own. */
	keys?: readonly string[];
}

/** Checks one file: a backup, or a database that a restore has replaced. */
export function verifyFile(path: string, { dataDir, keys = [] }: VerifyOptions): VerifyReport {
	return withFile(path, (db, report) => {
		const titles = titlesOf(db);
		const own = dataDir === null ? null : ownKey(dataDir, report);
		const trusted = own === null && keys.length === 0 ? null : [...keys, ...(own ? [own] : [])];
		if (isBackup(db)) guarded(report, () => checkManifest(db, report, titles, trusted));
		else
			report.note('it has no signed manifest (a file that a server used, or an older release’s)');
		checkContent(db, report, titles, { dataDir, live: false });
	});
}

/** Checks the data folder: its database, and that nothing is gone that was ever signed. */
export function verifyFolder(dataDir: string): VerifyReport {
	// Before the database is read: the file never says more than what is stored.
	const heads = readHeads(headsPath(dataDir));
	const path = databasePath(dataDir);
	return withFile(path, (db, report) => {
		const titles = titlesOf(db);
		report.signedBy = ownKey(dataDir, report);
		guarded(report, () => checkOwnKeys(db, dataDir, report));
		checkContent(db, report, titles, { dataDir, live: true });
		if (heads === 'unreadable')
			report.fault(null, 'heads.json', null, 'was changed: the signature does not fit');
		else if (heads && report.signedBy && heads.publicKey !== report.signedBy)
			report.fault(null, 'heads.json', null, 'was signed with another key than this folder has');
		const epoch = guarded(report, () => epochOf(db)) ?? '';
		for (const signed of [heads, lastBackup(dataDir, epoch)]) {
			if (signed === null || signed === 'unreadable') continue;
			if (signed.epoch === epoch) guarded(report, () => checkHeads(db, signed, report, titles));
			else if (signed.tables)
				report.fault(null, 'installation', 'id=1', 'is of another history than was stopped here');
			else
				report.note(
					'heads were signed for the history before a restore; the next start signs anew'
				);
		}
		// Signed, and signed still now that one moment of the file is held: no server wrote meanwhile.
		const still = readHeads(headsPath(dataDir));
		const same = (one: typeof heads) => (one === 'unreadable' ? null : one?.tables && one.at);
		if (heads !== null && heads !== 'unreadable' && same(heads) && same(heads) === same(still))
			guarded(report, () => heads.epoch === epoch && checkAtRest(db, heads, report, titles));
	});
}

/** Everything that needs no signature. */
function checkContent(
	db: Sqlite,
	report: VerifyReport,
	titles: Titles,
	keys: { dataDir: string | null; live: boolean }
): void {
	checkPages(db, report);
	guarded(report, () => checkSchema(db, report));
	let journals: Journal[] = [];
	guarded(report, () => (journals = checkJournals(db, report, titles)));
	guarded(report, () => checkWords(db, journals, report, titles));
	guarded(report, () => checkDocuments(db, journals, report, titles));
	guarded(report, () => checkBoards(db, journals, report, titles));
	guarded(report, () => checkPlausible(db, report, titles));
	guarded(report, () => checkSealed(db, keys, report, titles));
}

/** SQLite's own look at every page, with the name of the table where one is damaged. */
function checkPages(db: Sqlite, report: VerifyReport): void {
	guarded(report, () => {
		const roots = new Map(
			(
				db.prepare('SELECT rootpage, tbl_name AS name FROM sqlite_master').all() as {
					rootpage: number;
					name: string;
				}[]
			).map(({ rootpage, name }) => [rootpage, name])
		);
		for (const { integrity_check: line } of db.pragma('integrity_check(200)') as {
			integrity_check: string;
		}[]) {
			if (line === 'ok') continue;
			const root = Number(/^Tree (\d+)/.exec(line)?.[1]);
			const index = /from index (\S+)/.exec(line)?.[1];
			const table = roots.get(root) ?? index ?? 'file';
			report.fault(null, table, null, `is damaged (${line.split('\n')[0]})`);
		}
	});
}

/** What was thrown is a fault too: a damaged page shows where it is read. */
function guarded<T>(report: VerifyReport, check: () => T): T | undefined {
	try {
		return check();
	} catch (error) {
		report.fault(null, 'file', null, `cannot be read to its end (${(error as Error).message})`);
		return undefined;
	}
}

function withFile(path: string, check: (db: Sqlite, report: VerifyReport) => void): VerifyReport {
	const report = new VerifyReport();
	let db: Sqlite | undefined;
	try {
		const found = whatIs(path);
		if (!found) throw new Error('there is no such file');
		// Reading a pipe would never end.
		if (!found.isFile()) throw new Error('it is no file');
		db = new Database(path, { readonly: true });
		// One moment of the file, whatever a server writes meanwhile.
		db.exec('BEGIN');
		db.prepare('SELECT count(*) FROM installation').get();
	} catch (error) {
		db?.close();
		report.fault(
			null,
			'file',
			null,
			`${path} is no database of ours (${(error as Error).message})`
		);
		return report;
	}
	report.opened = true;
	const opened = db;
	guarded(report, () => check(opened, report));
	opened.close();
	return report;
}

/** A folder whose keys are gone or another's looks whole, and yet no seat card opens any more. */
function checkOwnKeys(db: Sqlite, dataDir: string, report: VerifyReport): void {
	const known = db.prepare('SELECT public_key FROM installation').pluck().get() as string | null;
	if (known !== null && report.signedBy !== known)
		report.fault(
			null,
			'keys/signing.key',
			null,
			report.signedBy === null
				? 'is gone or cannot be read'
				: 'is another one than the database knows'
		);
	const seated = db.prepare('SELECT count(*) FROM person').pluck().get() as number;
	if (seated === 0) return;
	const file = join(keysFolder(dataDir), 'links.key');
	if (!existsSync(file)) report.fault(null, 'keys/links.key', null, 'is gone');
	else if (!/^[0-9a-f]{64}\s*$/.test(readFileSync(file, 'utf8')))
		report.fault(null, 'keys/links.key', null, 'is damaged');
}

function ownKey(dataDir: string, report: VerifyReport): string | null {
	try {
		return readSigningKey(dataDir)?.publicKey ?? null;
	} catch (error) {
		report.note((error as Error).message);
		return null;
	}
}

/** Whether it was made as a backup, and must have a manifest: its header says so beside the tables. */
function isBackup(db: Sqlite): boolean {
	const names = db
		.prepare(`SELECT count(*) FROM sqlite_master WHERE name IN (?, ?)`)
		.pluck()
		.get(...MANIFEST_TABLES) as number;
	return names > 0 || db.pragma('application_id', { simple: true }) === BACKUP_ID;
}

function epochOf(db: Sqlite): string {
	return String(db.prepare('SELECT epoch FROM installation').pluck().get());
}

/** Heads of the newest backup of this history that is signed. */
function lastBackup(dataDir: string, epoch: string): Heads | null {
	const folder = join(dataDir, 'backups');
	if (!existsSync(folder)) return null;
	const files = readdirSync(folder).filter((name) => name.endsWith('.db'));
	for (const name of files.sort().reverse()) {
		const manifest = manifestIn(join(folder, name));
		if (manifest?.epoch === epoch)
			return { ...manifest, format: 'yitang.heads', at: manifest.madeAt, documents: [] };
	}
	return null;
}

function manifestIn(path: string) {
	try {
		const db = new Database(path, { readonly: true });
		try {
			return readManifest(db)?.manifest ?? null;
		} finally {
			db.close();
		}
	} catch {
		return null; // Not ours, or damaged: `verify` of that file says so.
	}
}

/** Meetings by their titles, where they have one that can be read; else by id. */
function titlesOf(db: Sqlite): Titles {
	const titles = new Map<string, string>();
	try {
		for (const { id, title, code } of db.prepare('SELECT id, title, code FROM meeting').all() as {
			id: string;
			title: string;
			code: string;
		}[])
			titles.set(id, title ? `“${title}” ${code}` : `${id} ${code}`);
	} catch {
		// Ids are enough.
	}
	return (meeting) => titles.get(meeting) ?? meeting;
}

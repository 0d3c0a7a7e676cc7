/**
 * Making a backup, and laying one ready to be restored. Both pass through the same verification; a file
 * that does not pass is never put in a place where it would be taken for a good one.
 */
import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Links } from './auth/links.ts';
import { fingerprintOf, openSigningKey } from './auth/signing-key.ts';
import { databasePath } from './db/connection.ts';
import { incomingPath } from './restore.ts';
import { dropManifest, writeManifest } from './verify/manifest.ts';
import type { VerifyReport } from './verify/report.ts';
import { verifyFile, type VerifyOptions } from './verify/verify.ts';

/** Where a backup goes when nobody says where. */
export function backupsFolder(dataDir: string): string {
	return join(dataDir, 'backups');
}

/** The name of a backup made now. */
export function backupName(now: Date): string {
	return `yitang-${now.toISOString().replace(/[:.]/g, '-')}.db`;
}

/** Where a copy goes that does not verify: better than none, and not to be taken for a good one. */
export function unsoundName(target: string): string {
	return `${target}.unsound`;
}

/**
 * Copies the database while a server runs or not, signs the copy and verifies it. The file is at `target`
 * when it is sound, else at `unsoundName(target)`; readable by its owner alone.
 */
export async function makeBackup(dataDir: string, target: string): Promise<VerifyReport> {
	mkdirSync(dirname(target), { recursive: true });
	const draft = `${target}.draft`;
	removeDatabase(draft);
	try {
		const source = new Database(databasePath(dataDir), { readonly: true });
		try {
			await source.backup(draft);
		} finally {
			source.close();
		}
		chmodSync(draft, 0o600);
		const copy = new Database(draft);
		copy.pragma('journal_mode = DELETE');
		const key = openSigningKey(dataDir);
		const known = copy.prepare('SELECT public_key FROM installation').pluck().get();
		writeManifest(copy, key, Date.now());
		copy.close();
		const report = verifyFile(draft, { dataDir });
		if (typeof known === 'string' && known !== key.publicKey)
			report.note(
				`it is signed with ${fingerprintOf(key.publicKey)}, ${key.made ? 'made just now' : 'another key'}; ` +
					`the server has signed with ${fingerprintOf(known)}: put keys/signing.key back from where you keep it`
			);
		renameSync(draft, report.sound ? target : unsoundName(target));
		return report;
	} finally {
		removeDatabase(draft);
	}
}

/**
 * Lays a copy of `file` where a start or a running server takes it in, with an epoch of its own; only when
 * it is sound, or `force` is given and it can be opened at all. `laid` says whether it was; `sameKeys`, whether it
 * was used with the keys of this folder: it forgets others, or no start would take it.
 */
export function layReady(
	dataDir: string,
	file: string,
	{ force = false, keys = [] }: { force?: boolean } & Pick<VerifyOptions, 'keys'> = {}
): { report: VerifyReport; laid: boolean; sameKeys: boolean } {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const draft = `${incomingPath(dataDir)}.draft`;
	removeDatabase(draft);
	try {
		copyFileSync(file, draft);
		chmodSync(draft, 0o600);
		// A copy that was made by hand may have its newest pages beside it.
		if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${draft}-wal`);
		const report = verifyFile(draft, { dataDir, keys });
		if (!report.opened || (!report.sound && !force)) return { report, laid: false, sameKeys: true };
		const db = new Database(draft);
		let sameKeys: boolean;
		try {
			dropManifest(db);
			sameKeys = knowsKeys(db, dataDir);
			db.prepare('UPDATE installation SET epoch = ?').run(randomBytes(6).toString('hex'));
			db.pragma('journal_mode = DELETE');
		} finally {
			db.close();
		}
		renameSync(draft, incomingPath(dataDir));
		return { report, laid: true, sameKeys };
	} finally {
		removeDatabase(draft);
	}
}

/** False when it remembers other keys than are here, which it then forgets. */
function knowsKeys(db: Database.Database, dataDir: string): boolean {
	const remembers = `SELECT 1 FROM pragma_table_info('installation') WHERE name = 'keys'`;
	// Made by a version that remembered none.
	if (!db.prepare(remembers).get()) return true;
	const known = db.prepare('SELECT keys FROM installation').pluck().get();
	if (known == null || known === Links.printIn(dataDir)) return true;
	db.prepare('UPDATE installation SET keys = NULL').run();
	return false;
}

function removeDatabase(path: string): void {
	for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(path + rest, { force: true });
}

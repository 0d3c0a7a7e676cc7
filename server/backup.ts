/**
 * Making a backup, and laying one ready to be restored. Both pass through the same verification; a file
 * that does not pass is never put in a place where it would be taken for a good one.
 */
import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { whatIs } from '#server/db/inspect.ts';
import { Links } from './auth/links.ts';
import { fingerprintOf, openSigningKey } from './auth/signing-key.ts';
import { databasePath } from './db/connection.ts';
import { keysFolder } from './meeting/sealed-keys.ts';
import { incomingPath } from './restore.ts';
import { dropManifest, isBackupFile, writeManifest } from './verify/manifest.ts';
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

/** No backup can be made there; the message says why, in sentences. */
export class BackupRefused extends Error {
	override name = 'BackupRefused';

	constructor(chinese: string, english: string) {
		super(`${chinese}什么都没有改动。\n${english} Nothing was changed.`);
	}
}

/**
 * The file for a backup that was asked for under this name: a new one in the folder when it is one. An earlier
 * backup there is replaced.
 *
 * @throws {BackupRefused} when something else stands there, above all the data themselves
 */
export function backupTarget(dataDir: string, given: string, now = new Date()): string {
	const found = whatIs(given);
	const target = found?.isDirectory() ? join(given, backupName(now)) : given;
	if (isInUse(dataDir, target))
		throw new BackupRefused(
			`${target}是服务自己的文件，备份不能写在上面。`,
			`${target} is a file of the server itself; no backup may take its place.`
		);
	const free = !found || found.isDirectory() || (found.isFile() && found.size === 0);
	if (!free && !(found.isFile() && isBackupFile(given)))
		throw new BackupRefused(
			`${given}已经在了，而且不是备份。请换一个文件名。`,
			`${given} is there already, and is no backup. Say another name.`
		);
	return target;
}

/**
 * Names in the data folder that a server reads and writes: `incoming.db` it would even take in. In capitals too: many
 * a file system takes them for the same.
 */
const IN_USE =
	/^(?:(?:yitang|lock|incoming)\.db(?:-.*)?|incoming\.db\.draft.*|heads\.json(?:\..*)?)$/iu;

function isInUse(dataDir: string, target: string): boolean {
	const folder = dirname(target);
	// A folder that is not there yet is none of ours.
	if (!existsSync(folder) || !existsSync(dataDir)) return false;
	if (isSame(folder, dataDir) && IN_USE.test(basename(target))) return true;
	const keys = keysFolder(dataDir);
	for (let place = realpathSync(folder); ; place = dirname(place)) {
		if (isSame(place, keys)) return true;
		if (place === dirname(place)) break;
	}
	// By another name it is the same file.
	const live = readdirSync(dataDir).filter((name) => IN_USE.test(name));
	return live.some((name) => isSame(target, join(dataDir, name)));
}

/** Whether two paths lead to one file or folder. */
function isSame(one: string, other: string): boolean {
	const [here, there] = [one, other].map(
		(path) => whatIs(path) && statSync(path, { bigint: true, throwIfNoEntry: false })
	);
	return Boolean(here && there && here.dev === there.dev && here.ino === there.ino);
}

/** Where a copy goes that does not verify: better than none, and not to be taken for a good one. */
export function badBackupName(target: string): string {
	return `${target}.unsound`;
}

/**
 * Copies the database while a server runs or not, signs the copy and verifies it. The file is at `target`
 * when it is sound, else at `badBackupName(target)`; readable by its owner alone.
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
		renameSync(draft, report.sound ? target : badBackupName(target));
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
			endOneTimeRights(db);
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

/**
 * What opens a door once, or opened one since, opens none again by going back in time: invitations and links for
 * another password that were used after the copy was made, an organiser who has signed out or was let go. Seats stay:
 * a meeting goes on where it stood.
 */
function endOneTimeRights(db: Database.Database): void {
	const has = db.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`);
	const end = (table: string, sql: string) => has.get(table) && db.prepare(sql).run();
	end('invitation', 'UPDATE invitation SET used_at = created_at WHERE used_at IS NULL');
	end('recovery', 'DELETE FROM recovery');
	end('session', `DELETE FROM session WHERE kind = 'account'`);
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

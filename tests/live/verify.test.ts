/** `npm run verify`: what is wrong with a backup or a data folder is found, and said with its place. */
import { execFile } from 'node:child_process';
import {
	copyFileSync,
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { startApp } from '#server/app.ts';
import { Accounts } from '#server/auth/accounts.ts';
import { layReady, makeBackup, badBackupName } from '#server/backup.ts';
import { fingerprintOf, openSigningKey } from '#server/auth/signing-key.ts';
import { databasePath, type Sqlite } from '#server/db/connection.ts';
import { readConfig } from '#server/config.ts';
import { createLog } from '#server/log.ts';
import { faultLines } from '#server/verify/report.ts';
import { verifyFile, verifyFolder } from '#server/verify/verify.ts';
import { fillFolder, type KeptFolder } from './kept-folder.ts';
import { serve } from './serve.ts';
import { flipBits, tamperWith, tamperWithFolder } from './tampering.ts';
import { folder } from './world.ts';

const root = join(import.meta.dirname, '../..');
let kept: string;
let ids: KeptFolder;
let backup: string;

beforeAll(async () => {
	kept = mkdtempSync(join(tmpdir(), 'yitang-kept-'));
	ids = await fillFolder(kept);
	backup = join(kept, 'backup.db');
	const report = await makeBackup(kept, backup);
	expect(faultLines(report)).toEqual([]);
	return () => rmSync(kept, { recursive: true, force: true });
});

/** Something done to the database of a copy of the folder; what is said of it then. */
function after(change: (db: Sqlite) => void): string[] {
	const dir = folder();
	cpSync(kept, dir, { recursive: true });
	const db = new Database(databasePath(dir));
	db.pragma('foreign_keys = OFF');
	change(db);
	db.close();
	return faultLines(verifyFolder(dir));
}

test('[V1] a backup and the folder it was made of verify; only their owner may read the backup', () => {
	expect(faultLines(verifyFile(backup, { dataDir: kept }))).toEqual([]);
	expect(faultLines(verifyFolder(kept))).toEqual([]);
	expect(statSync(backup).mode & 0o777).toBe(0o600);
	// On another machine, without any key: who signed is told, sealed rows cannot be opened.
	const elsewhere = verifyFile(backup, { dataDir: null });
	expect(elsewhere.faults).toEqual([]);
	expect(elsewhere.signedBy).toBe(openSigningKey(kept).publicKey);
	expect(elsewhere.notes).toEqual([
		expect.stringMatching(/^5 sealed rows .* their keys are not here/)
	]);
});

test('[V2] forty changes of a backup by chance, and flipped bits: each is located and named', () => {
	expect(tamperWith(backup, kept, 40, 20261129).missed).toEqual([]);
	const flips = flipBits(backup, kept, 20, 20261129);
	expect(flips.missed).toEqual([]);
	expect(flips.mattered).toBeGreaterThan(3);
});

test('[V3] a manifest taken out, signed by somebody else, or named by its fingerprint', () => {
	const copy = join(folder(), 'copy.db');
	const said = (change: (db: Sqlite) => void, keys?: string[]) => {
		copyFileSync(backup, copy);
		const db = new Database(copy);
		change(db);
		db.close();
		return faultLines(verifyFile(copy, { dataDir: kept, keys }));
	};
	expect(said((db) => db.exec('DROP TABLE backup_manifest; DROP TABLE backup_row'))).toEqual([
		expect.stringMatching(/backup_manifest: the signed manifest is gone/)
	]);
	const other = openSigningKey(folder());
	const fingerprint = fingerprintOf(other.publicKey);
	const resign = (db: Sqlite) => {
		const body = (db.prepare('SELECT body FROM backup_manifest').pluck().get() as string).replace(
			openSigningKey(kept).publicKey,
			other.publicKey
		);
		db.prepare('UPDATE backup_manifest SET body = ?, signature = ?').run(body, other.sign(body));
	};
	expect(said(resign)).toEqual([expect.stringContaining(`another installation (${fingerprint})`)]);
	expect(said(resign, [fingerprint])).toEqual([]);
});

test('[V4] in a data folder: texts, names, snapshots, minutes, sealed cards, documents, each in its place', () => {
	const { held, open } = ids;
	const cases: [string, (db: Sqlite) => void, RegExp][] = [
		[
			'a text',
			(db) =>
				db
					.prepare(
						`UPDATE text SET body = body || '。' WHERE body = '价钱贵不贵' OR body LIKE '用途%'`
					)
					.run(),
			/^meeting “老年食堂怎么办” 110411, text, id=\w+: was changed/
		],
		[
			'a name',
			(db) =>
				db
					.prepare(`UPDATE person SET body = replace(body, '王桂芳', '王桂兰') WHERE meeting = ?`)
					.run(held),
			/person, seat=s\w+: was changed/
		],
		[
			'words that nobody erased',
			(db) =>
				db
					.prepare(
						`UPDATE text SET salt = NULL, body = NULL WHERE body LIKE '%停餐%' OR body = '用途'`
					)
					.run(),
			/text, id=\w+: its words are gone/
		],
		[
			'a snapshot',
			(db) =>
				db
					.prepare(
						`UPDATE snapshot SET state = replace(state, '"covered":false', '"covered":true') WHERE meeting = ?`
					)
					.run(open),
			/snapshot, meeting=\S+: does not say what the journal says/
		],
		[
			'a snapshot’s number',
			(db) => db.prepare(`UPDATE snapshot SET seq = seq + 5 WHERE meeting = ?`).run(open),
			/snapshot, meeting=\S+: ends at event \d+, and the journal at \d+/
		],
		[
			'an event',
			(db) =>
				db
					.prepare(`UPDATE event SET line = replace(line, '"for"', '"against"') WHERE meeting = ?`)
					.run(held),
			/event, seq=\d+: was changed/
		],
		[
			'a tail',
			(db) =>
				db.exec(`DELETE FROM event WHERE meeting = '${held}' AND seq > 70; DELETE FROM snapshot`),
			/“老年食堂怎么办” 110411 \(110411\), event, seq=71–\d+: are gone/
		],
		[
			'a meeting',
			(db) => {
				for (const table of ['event', 'text', 'person', 'snapshot'])
					db.prepare(`DELETE FROM ${table} WHERE meeting = ?`).run(held);
				db.prepare('DELETE FROM meeting WHERE id = ?').run(held);
			},
			/\(110411\), meeting, id=\S+: is gone with its \d+ events/
		],
		[
			'a title in the list',
			(db) => db.exec(`UPDATE meeting SET title = '别的' WHERE code = '110411'`),
			/its title is not what the journal says/
		],
		[
			'an update of a document',
			(db) =>
				db.prepare(`UPDATE document_update SET bytes = bytes || x'00' WHERE meeting = ?`).run(open),
			/document_update, name=minutes, version=\d+: was changed/
		],
		[
			'the last update',
			(db) => db.prepare(`DELETE FROM document_update WHERE meeting = ? AND version = 4`).run(open),
			/document_update, name=minutes, version=1–4: are gone/
		],
		[
			'a sealed card',
			(db) =>
				db.exec(
					`UPDATE hidden SET body = CAST(substr(body, 1, 40) || x'ff' || substr(body, 42) AS BLOB)
					 WHERE lot LIKE 'cards %'`
				),
			/hidden, .*lot=cards \S+, .*: was changed: its key does not open it/
		],
		[
			'a row of a meeting that is none',
			(db) => db.exec(`UPDATE hidden SET meeting = 'nowhere' WHERE lot = 'notes'`),
			/hidden, .*lot=notes, .*: belongs to a meeting that is gone/
		],
		[
			'a trigger',
			(db) => db.exec('CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM text; END'),
			/sqlite_master, type=trigger, name=t: was added/
		],
		[
			'a view in the place of a table',
			(db) =>
				db.exec(
					'ALTER TABLE seat_request RENAME TO n; CREATE VIEW seat_request AS SELECT * FROM n'
				),
			/sqlite_master, type=table, name=seat_request: is gone/
		],
		[
			'an index that keeps apart',
			(db) => db.exec('DROP INDEX account_login_unique'),
			/sqlite_master, type=index, name=account_login_unique: is gone/
		],
		[
			'sealed minutes, opened again',
			(db) => db.exec('UPDATE document SET sealed_at = NULL'),
			/document, name=minutes: is sealed, and can be written in/
		],
		[
			'the key that the database knows',
			(db) => db.exec(`UPDATE installation SET public_key = 'AAAA'`),
			/keys\/signing.key: is another one than the database knows/
		],
		[
			'text that is none',
			(db) => db.exec(`UPDATE meeting SET title = CAST(x'e4b8' AS TEXT)`),
			/meeting, .*: its title is not readable text/
		],
		[
			'a note that cannot be read',
			(db) => db.exec(`UPDATE hidden SET body = x'7b' WHERE lot = 'notes'`),
			/hidden, .*lot=notes, .*: cannot be read/
		]
	];
	for (const [what, change, line] of cases)
		expect.soft(after(change), what).toContainEqual(expect.stringMatching(line));
});

test('[V11] a folder whose server was stopped: rows without a hash that were changed, taken out or added, each named', () => {
	const cases: [string, string, RegExp][] = [
		[
			'a note',
			`UPDATE hidden SET body = CAST(json_set(body, '$.text', '。') AS BLOB) WHERE lot = 'notes'`,
			/hidden, meeting=\S+, lot=notes, id=\S+: was changed$/
		],
		[
			'a comment',
			`UPDATE hidden SET body = CAST(json_set(body, '$.name', '别人') AS BLOB) WHERE lot = 'comments'`,
			/hidden, meeting=.*lot=comments.*: was changed$/
		],
		[
			'a login',
			`UPDATE account SET login = 'zhu' WHERE login = 'zhou'`,
			/account, id=\S+: was changed$/
		],
		['a seat', 'DELETE FROM seat_holder WHERE rowid = 1', /seat_holder, .*seat=\S+: is gone$/],
		[
			'an address',
			`UPDATE meeting SET address_key = 'aaaaaaaaaa' WHERE code = '110411'`,
			/meeting, id=\S+: was changed$/
		],
		[
			'a session',
			`INSERT INTO session (id, kind, secret_hash, created_at, seen_at, expires_at) SELECT 'mine', kind, secret_hash, created_at, seen_at, expires_at FROM session LIMIT 1`,
			/session, id=mine: was added$/
		],
		[
			'a resident of the roll',
			`UPDATE community_person SET body = json_set(body, '$.building', '9号楼') WHERE no = 1`,
			/community_person, community=\S+, id=\S+: was changed$/
		],
		[
			'an organiser',
			`DELETE FROM community_organiser WHERE account = (SELECT id FROM account WHERE login = 'wu')`,
			/community_organiser, .*: is gone$/
		],
		['a table', 'CREATE TABLE mine (id TEXT PRIMARY KEY)', /^mine: was added/],
		[
			'the history',
			`UPDATE installation SET epoch = 'another'`,
			/installation, id=1: is of another history/
		]
	];
	for (const [what, sql, line] of cases)
		expect
			.soft(
				after((db) => db.exec(sql)),
				what
			)
			.toContainEqual(expect.stringMatching(line));
	const dir = folder();
	cpSync(kept, dir, { recursive: true });
	expect(tamperWithFolder(dir, 20, 20261129).missed).toEqual([]);
	expect(faultLines(verifyFolder(dir))).toEqual([]);
	// Who signs with a key of their own is not believed.
	const heads = join(dir, 'heads.json');
	const other = openSigningKey(folder());
	const { body } = JSON.parse(readFileSync(heads, 'utf8')) as { body: string };
	const forged = body.replace(openSigningKey(kept).publicKey, other.publicKey);
	writeFileSync(heads, JSON.stringify({ body: forged, signature: other.sign(forged) }));
	expect(faultLines(verifyFolder(dir))).toContainEqual(
		'heads.json: was signed with another key than this folder has'
	);
});

test('[V11] what a server wrote that was killed is no forgery; what was changed at rest is in the log of the next start', async () => {
	const dir = folder();
	cpSync(kept, dir, { recursive: true });
	const it = await serve(dir);
	await it.app.sessions.create('seat');
	await new Accounts(it.app.store, Date.now).recover('zhou');
	const killed = folder();
	cpSync(dir, killed, { recursive: true });
	await it.stop();
	expect(faultLines(verifyFolder(killed))).toEqual([]);
	expect(faultLines(verifyFolder(dir))).toEqual([]);
	// A program beside the server signs what it wrote.
	await promisify(execFile)(process.execPath, [join(root, 'scripts/recover.ts'), 'zhou'], {
		cwd: root,
		env: { ...process.env, DATA_DIR: dir, YITANG_ROOT: root }
	});
	expect(faultLines(verifyFolder(dir))).toEqual([]);
	const db = new Database(databasePath(dir));
	db.exec(`UPDATE hidden SET body = CAST('"别的话"' AS BLOB) WHERE lot = 'notes'`);
	db.close();
	const lines: string[] = [];
	const log = createLog('error', { write: (line: string) => void lines.push(line) });
	const config = readConfig({ DATA_DIR: dir, PORT: '0', DEMO: 'off' });
	await (await startApp(config, log)).stop();
	expect(lines.join('\n')).toMatch(/hidden, .*lot=notes.*was changed/);
});

test('[V4] a key that sealed rows need is gone: a fault of the folder, and of a copy a note', () => {
	const dir = folder();
	cpSync(kept, dir, { recursive: true });
	for (const name of readdirSync(join(dir, 'keys')))
		if (name.startsWith('sealed-')) rmSync(join(dir, 'keys', name));
	expect(faultLines(verifyFolder(dir))).toContainEqual(
		expect.stringMatching(/keys\/sealed-[0-9a-f]{32}\.key: is gone, and rows of hidden need it/)
	);
	expect(verifyFile(backup, { dataDir: dir }).faults).toEqual([]);
});

test('[V5] the file of signed heads changed: it is said', async () => {
	const dir = folder();
	cpSync(kept, dir, { recursive: true });
	const heads = join(dir, 'heads.json');
	writeFileSync(heads, readFileSync(heads, 'utf8').replace('yitang.heads', 'yitang.beads'));
	expect(faultLines(verifyFolder(dir))).toEqual([
		'heads.json: was changed: the signature does not fit'
	]);
});

test('[V6] a damaged folder: its copy is kept under another name; a wrong file is refused in a sentence', async () => {
	const dir = folder();
	cpSync(kept, dir, { recursive: true });
	const db = new Database(databasePath(dir));
	db.exec(`UPDATE meeting SET title = CAST(x'e4b8' AS TEXT)`);
	db.close();
	const target = join(dir, 'new.db');
	expect((await makeBackup(dir, target)).sound).toBe(false);
	expect(statSync(badBackupName(target)).mode & 0o777).toBe(0o600);
	expect(layReady(dir, badBackupName(target))).toMatchObject({ laid: false });
	expect(layReady(dir, badBackupName(target), { force: true })).toMatchObject({ laid: true });
	const bytes = readFileSync(backup);
	for (const wrong of [
		Buffer.alloc(0),
		Buffer.from('no database'),
		bytes.subarray(0, 5000),
		bytes.subarray(0, -8192)
	]) {
		const file = join(dir, 'wrong.db');
		writeFileSync(file, wrong);
		const { report, laid } = layReady(dir, file);
		expect(laid).toBe(false);
		expect(faultLines(report).length).toBeGreaterThan(0);
	}
});

test('[V4] the list of tables itself damaged: said, whatever is left of it', () => {
	for (const column of ['name', 'tbl_name', 'sql', 'type'])
		for (const to of [`CAST(${column} AS blob)`, '7', 'NULL', `'x'`]) {
			const said = after((db) => {
				db.unsafeMode();
				db.pragma('writable_schema = ON');
				db.exec(
					`UPDATE sqlite_master SET ${column} = ${to} WHERE type = 'table' AND name = 'session'`
				);
			});
			expect(said, `${column} = ${to}`).not.toEqual([]);
			expect(said.join(), `${column} = ${to}`).not.toContain('is not a function');
		}
});

test('[V7] the command: one line per fault, exit code 1; 0 with the fingerprint where all is well', async () => {
	const run = promisify(execFile);
	const verify = (path: string) =>
		run(process.execPath, [join(root, 'scripts/verify.ts'), path], {
			cwd: root,
			env: { ...process.env, DATA_DIR: kept, YITANG_ROOT: root }
		});
	const { stdout } = await verify(backup);
	expect(stdout).toContain(fingerprintOf(openSigningKey(kept).publicKey));
	expect(stdout).toMatch(/3 meetings, \d+ events, all of it verifies/);
	const copy = join(folder(), 'copy.db');
	copyFileSync(backup, copy);
	const db = new Database(copy);
	db.exec(`DELETE FROM hidden WHERE lot = 'notes'`);
	db.close();
	await expect(verify(copy)).rejects.toMatchObject({
		code: 1,
		stderr: expect.stringMatching(/hidden, .*lot=notes, .*: is gone\n/)
	});
});

/** A restore that fails leaves a living server with what was there before, a sentence, and nothing else. */
import Database from 'better-sqlite3';
import { execFile, execFileSync } from 'node:child_process';
import {
	copyFileSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { databasePath } from '#server/db/connection.ts';
import { DEMO_CODE } from '#server/demo/scenario-a.ts';
import { restoreFrom, RestoreRefused } from '#server/restore-backup.ts';
import { backupWaits, incomingPath, refusedBackups } from '#server/restore.ts';
import { createLog } from '#server/log.ts';
import { open, theApp, type Live } from '#server/running.ts';
import { serve } from './serve.ts';
import { makeMeeting, resident } from './people.ts';
import { folder } from './world.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

const configOf = (dir: string) => readConfig({ DATA_DIR: dir, DEMO: 'off', YITANG_ROOT: root });

/** A folder with a meeting, and a sound backup of it. */
async function backedUp() {
	const dir = folder();
	const it = await serve(dir);
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	await it.stop();
	const backup = join(folder(), 'backup.db');
	copyFileSync(databasePath(dir), backup);
	return { dir, backup, code: room.code, bytes: readFileSync(backup) };
}

function changed(file: string, sql: string): Buffer {
	const db = new Database(file);
	db.exec(sql);
	db.pragma('journal_mode = DELETE');
	db.close();
	return readFileSync(file);
}

const NEWER = `INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 4102444800000)`;

test('[F41] a wrong file given to restore: a sentence, exit code 1, no stack, nothing left behind or changed', async () => {
	const { dir, backup, bytes } = await backedUp();
	const other = join(folder(), 'other.db');
	const cases: [RegExp, (file: string) => void][] = [
		[/没有|文件不在/, (file) => rmSync(file, { force: true })],
		[/是空的/, (file) => writeFileSync(file, '')],
		[/不是数据库文件/, (file) => writeFileSync(file, '会议记录\n'.repeat(900))],
		[/不完整/, (file) => writeFileSync(file, bytes.subarray(0, bytes.length / 2))],
		[/不完整/, (file) => writeFileSync(file, bytes.subarray(0, 3000))],
		[/不是议堂的数据库/, (file) => writeFileSync(file, changed(other, 'CREATE TABLE songs (a)'))],
		[/更新版本/, (file) => writeFileSync(file, changed(backup, NEWER))],
		[/是一个文件夹/, (file) => (rmSync(file), mkdirSync(file))]
	];
	const file = join(folder(), 'given.db');
	const before = readdirSync(dir).sort();
	const database = readFileSync(databasePath(dir));
	for (const [sentence, spoil] of cases) {
		rmSync(file, { recursive: true, force: true });
		writeFileSync(file, '');
		spoil(file);
		const told = await restoreFrom(file, configOf(dir)).catch((error: unknown) => error as Error);
		expect(told).toBeInstanceOf(RestoreRefused);
		expect(String(told)).toMatch(sentence);
		expect(String(told)).not.toMatch(/SqliteError|draft/);
		expect(String(told)).toContain('Nothing was changed.');
	}
	// And as it is typed.
	const env = { ...process.env, DATA_DIR: dir, YITANG_ROOT: root };
	const typed = run(process.execPath, ['scripts/restore.ts', file], { cwd: root, env });
	await expect(typed).rejects.toMatchObject({ code: 1, stderr: /^.*是一个文件夹.*\n.*\n.*\n$/ });
	expect(readdirSync(dir).sort()).toEqual(before);
	expect(readFileSync(databasePath(dir))).toEqual(database);
});

/** The running server on this folder; without demo. */
async function running(dir: string): Promise<Live> {
	const live = await open({ DATA_DIR: dir, DEMO: 'off', LOG_LEVEL: 'silent', YITANG_ROOT: root });
	onTestFinished(() => live.close());
	return live;
}

/** Waits until a waiting backup was put aside; the app is answered meanwhile, and the old meeting is there. */
async function refused(dir: string, live: Live, code: string, times: number): Promise<void> {
	await expect.poll(() => refusedBackups(dir).length).toBe(times);
	await expect.poll(() => live.app.stopping).toBe(false);
	const app = await theApp();
	expect(await app.rooms.byCode(code)).toBeDefined();
	expect(readdirSync(dir).filter((name) => name.includes('before-restore'))).toEqual([]);
}

test('garbage as incoming.db: not even closed; put aside', async () => {
	const { dir, code } = await backedUp();
	const live = await running(dir);
	const { app } = live;
	writeFileSync(incomingPath(dir), Buffer.alloc(9000, 7));
	await refused(dir, live, code, 1);
	expect(live.app).toBe(app);
});

test('whatever else lies there as incoming.db is put aside, and said in a sentence; at the start and while it runs', async () => {
	const { dir, backup, code } = await backedUp();
	const incoming = incomingPath(dir);
	const kinds: [RegExp, () => void][] = [
		[/是一个链接，它指的文件不在/, () => symlinkSync(join(dir, 'nothing.db'), incoming)],
		[/is a link to a file that is not there/, () => symlinkSync(incoming, incoming)],
		[/是一个链接，这里要放文件本身/, () => symlinkSync(backup, incoming)],
		[/是一个文件夹/, () => mkdirSync(incoming)],
		[/不是普通文件/, () => execFileSync('mkfifo', [incoming])],
		[/是空的/, () => writeFileSync(incoming, '')]
	];
	const kept = readFileSync(backup);
	for (const [n, [sentence, lay]] of kinds.entries()) {
		lay();
		const said: string[] = [];
		const log = createLog('error', { write: (line: string) => void said.push(line) });
		expect(backupWaits(configOf(dir), log)).toBe(false);
		expect(said.join()).toMatch(sentence);
		expect(readdirSync(dir)).not.toContain('incoming.db');
		expect(refusedBackups(dir)).toHaveLength(n + 1);
	}
	symlinkSync(join(dir, 'nothing.db'), incoming);
	const live = await running(dir);
	await refused(dir, live, code, kinds.length + 1);
	symlinkSync(backup, incoming);
	await refused(dir, live, code, kinds.length + 2);
	expect(readFileSync(backup)).toEqual(kept);
});

test('what cannot even be moved aside is said once, and the server goes on', async () => {
	const { dir } = await backedUp();
	writeFileSync(incomingPath(dir), 'garbage'.repeat(900));
	// A folder that is not empty stands where it would be moved to.
	mkdirSync(join(dir, 'incoming.db.refused-1', 'in-the-way'), { recursive: true });
	rmSync(join(dir, 'incoming.db.refused-2'), { force: true });
	const said: string[] = [];
	const log = createLog('error', { write: (line: string) => void said.push(line) });
	const config = configOf(dir);
	mkdirSync(join(dir, 'incoming.db.refused-2', 'in-the-way'), { recursive: true });
	renameSync(join(dir, 'incoming.db.refused-1'), join(dir, 'elsewhere'));
	for (let n = 0; n < 3; n++) expect(backupWaits(config, log)).toBe(false);
	expect(said).toHaveLength(1);
	expect(said[0]).toContain('can neither be opened nor moved aside');
});

test('one that looks right and cannot be opened: swapped in, and back; the old history goes on', async () => {
	const { dir, backup, code } = await backedUp();
	const live = await running(dir);
	const { app } = live;
	const spoilt = changed(backup, `UPDATE installation SET keys = 'other', epoch = 'other'`);
	writeFileSync(incomingPath(dir), spoilt);
	await refused(dir, live, code, 1);
	expect(live.app).not.toBe(app);
	expect(live.app.epoch).toBe(app.epoch);
	const table = changed(backup, 'UPDATE installation SET keys = NULL; DROP TABLE session');
	writeFileSync(incomingPath(dir), table);
	await refused(dir, live, code, 2);
});

test('a backup that waits at the start, because a restore was cut short, is taken before anything is opened', async () => {
	const { dir, backup, code } = await backedUp();
	const it = await serve(dir);
	const later = await makeMeeting(it.app, [resident('李建国')]);
	await it.stop();
	changed(backup, `UPDATE installation SET epoch = 'restored'`);
	copyFileSync(backup, incomingPath(dir));
	const live = await running(dir);
	expect(live.app.epoch).toBe('restored');
	expect(await live.app.rooms.byCode(code)).toBeDefined();
	expect(await live.app.rooms.byCode(later.code)).toBeUndefined();
});

test('the keys of another folder: restored all the same, and said that seat cards must be printed again', async () => {
	const { backup, code } = await backedUp();
	const elsewhere = folder();
	const env = { ...process.env, DATA_DIR: elsewhere, YITANG_ROOT: root };
	const { stdout } = await run(process.execPath, ['scripts/restore.ts', backup], {
		cwd: root,
		env
	});
	expect(stdout).toMatch(/Restored 1 meetings[\s\S]+座位卡和个人链接要重新印/);
	const live = await running(elsewhere);
	expect(await live.app.rooms.byCode(code)).toBeDefined();
	expect(await live.app.rooms.byCode(DEMO_CODE)).toBeUndefined();
});

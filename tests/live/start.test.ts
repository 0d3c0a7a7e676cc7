/** A start that cannot be right ends with a sentence that says what to do; nothing is changed, nothing vanishes. */
import Database from 'better-sqlite3';
import {
	copyFileSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { startApp } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { databasePath, openDatabase } from '#server/db/connection.ts';
import { migrationsWith } from '#server/db/earlier-migrations.ts';
import { migrateDatabase } from '#server/db/migrate.ts';
import { createLog } from '#server/log.ts';
import { worded } from '#server/start-refused.ts';
import { makeMeeting, resident, staff } from './people.ts';
import { refusalOf, start, usedFolder } from './starting.ts';
import { folder } from './world.ts';

const LINE = { session: 's', owner: true, door: true };

/** The folder as `kill -9` leaves it after `n` more answered commands: they are in the log alone. */
async function killedFolder(n: number): Promise<string> {
	const alive = folder();
	const app = await start(alive);
	const room = await makeMeeting(app, [resident('王桂芳')]);
	app.connection.sqlite.pragma('wal_checkpoint(TRUNCATE)');
	for (let i = 0; i < n; i++) {
		const entry = staff(`来宾${i}`, 'observer');
		const command: Command = { type: 'roll.add', entries: [entry] };
		const answer = await room.ask({ id: `added-${i}-0000`, as: 'organiser', command }, LINE);
		expect(answer).toHaveProperty('seq');
	}
	const dir = folder();
	for (const name of readdirSync(alive))
		if (name.startsWith('yitang.db')) copyFileSync(join(alive, name), join(dir, name));
	mkdirSync(join(dir, 'keys'));
	copyFileSync(join(alive, 'keys/links.key'), join(dir, 'keys/links.key'));
	return dir;
}

test('a log that was cut, spoilt or taken away: answered entries are missed, counted, and the log stays as it lies', async () => {
	const whole = await killedFolder(12);
	const log = `${databasePath(whole)}-wal`;
	const damages: [string, () => void][] = [
		['cut', () => truncateSync(log, 4 * 4096)],
		['spoilt', () => writeFileSync(log, readFileSync(log).fill(7, 32 + 4120 * 3, 32 + 4120 * 4))],
		['taken', () => rmSync(log)]
	];
	const saved = readFileSync(log);
	for (const [how, damage] of damages) {
		writeFileSync(log, saved);
		damage();
		expect(await refusalOf(whole), how).toMatch(
			/最后\d+条[\s\S]+ACCEPT_LOSS=on[\s\S]+The last \d+ entries/
		);
	}
	writeFileSync(log, saved);
	const app = await start(whole);
	expect(app.connection.sqlite.prepare('SELECT count(*) FROM event').pluck().get()).toBeGreaterThan(
		12
	);
});

test('with ACCEPT_LOSS it goes on with what is there as another history, keeps the damaged log, and the next start is quiet', async () => {
	const dir = await killedFolder(12);
	const db = new Database(databasePath(dir), { readonly: true });
	const before = db.prepare('SELECT epoch FROM installation').pluck().get();
	db.close();
	truncateSync(`${databasePath(dir)}-wal`, 3 * 4096);
	await refusalOf(dir);
	const lost = await start(dir, { ACCEPT_LOSS: 'on' });
	const { epoch } = lost;
	await lost.stop();
	expect(readdirSync(dir).filter((name) => name.includes('-wal.damaged-'))).toHaveLength(1);
	// Phones may hold what is not here any more, and a secret vote may have lost ballots that were told.
	expect(epoch).not.toBe(before);
	const next = await start(dir);
	expect(next.epoch).toBe(epoch);
	await next.stop();
});

test('an older copy put in the place of the file is noticed too', async () => {
	const dir = await usedFolder();
	const old = readFileSync(databasePath(dir));
	const app = await start(dir);
	await makeMeeting(app, [resident('李建国')]);
	await app.stop();
	writeFileSync(databasePath(dir), old);
	expect(await refusalOf(dir)).toMatch(/The last \d+ entries/);
});

test('keys that are gone, others, or damaged: refused; NEW_KEYS goes on, once', async () => {
	const dir = await usedFolder();
	const file = join(dir, 'keys/links.key');
	const key = readFileSync(file);
	rmSync(join(dir, 'keys'), { recursive: true });
	expect(await refusalOf(dir)).toMatch(/钥匙不见了[\s\S]+NEW_KEYS=on/);
	mkdirSync(join(dir, 'keys'));
	writeFileSync(file, 'ab'.repeat(32));
	expect(await refusalOf(dir)).toMatch(/are not those of this database/);
	writeFileSync(file, 'half a key');
	expect(await refusalOf(dir)).toMatch(/links\.key已损坏/);
	writeFileSync(file, key);
	await (await start(dir)).stop();
	rmSync(join(dir, 'keys'), { recursive: true });
	await (await start(dir, { NEW_KEYS: 'on' })).stop();
	await (await start(dir)).stop();
});

test('a signing key that is none is refused; moved away, another one is made', async () => {
	const dir = await usedFolder();
	const file = join(dir, 'keys/signing.key');
	for (const none of ['', 'half a key']) {
		writeFileSync(file, none);
		expect(await refusalOf(dir)).toMatch(/signing\.key已损坏[\s\S]+signing\.key is damaged/);
	}
	rmSync(file);
	expect((await start(dir)).newKey).toBe(true);
});

test('a folder from before keys were remembered learns them at its first start', async () => {
	const dir = await usedFolder();
	const db = new Database(databasePath(dir));
	db.prepare('UPDATE installation SET keys = NULL').run();
	db.close();
	await (await start(dir)).stop();
	rmSync(join(dir, 'keys'), { recursive: true });
	expect(await refusalOf(dir)).toMatch(/are gone/);
});

test('a database that is missing, empty, another thing, another program’s, or damaged', async () => {
	const dir = await usedFolder();
	const path = databasePath(dir);
	const whole = readFileSync(path);
	const other = join(folder(), 'other.db');
	const db = new Database(other);
	db.exec('CREATE TABLE songs (title)');
	db.close();
	const cases: [RegExp, () => void][] = [
		[/文件不在/, () => rmSync(path)],
		[/是空的/, () => writeFileSync(path, '')],
		[/不是数据库文件/, () => writeFileSync(path, '会议记录'.repeat(2000))],
		[/不是议堂的数据库/, () => copyFileSync(other, path)],
		[/有损坏/, () => writeFileSync(path, whole.subarray(0, whole.length / 2))],
		// The page of a table's rows, in the middle of the file.
		[/有损坏/, () => writeFileSync(path, Buffer.from(whole).fill(0x55, 4096 * 8, 4096 * 12))],
		[/是一个文件夹/, () => (rmSync(path), mkdirSync(path))]
	];
	for (const [sentence, spoil] of cases) {
		spoil();
		expect(await refusalOf(dir)).toMatch(sentence);
	}
	rmSync(path, { recursive: true });
	writeFileSync(path, whole);
	await (await start(dir)).stop();
});

test('a folder of a newer version is left alone', async () => {
	const dir = await usedFolder();
	const db = new Database(databasePath(dir));
	db.prepare(
		`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 4102444800000)`
	).run();
	db.close();
	expect(await refusalOf(dir)).toMatch(/newer version of Yitang/);
});

test('before each migration a copy is kept under a name of its own', async () => {
	const dir = await usedFolder();
	const path = databasePath(dir);
	// The one copy that earlier versions made, and none after it.
	writeFileSync(`${path}.before-migration`, 'an earlier one');
	const first = { '9998_songs': 'CREATE TABLE songs (a text);' };
	const both = { ...first, '9999_singers': 'CREATE TABLE singers (a text);' };
	const upgraded = (later: Record<string, string>) => {
		const connection = openDatabase(path);
		try {
			return migrateDatabase(connection, path, migrationsWith(later));
		} finally {
			connection.close();
		}
	};
	const kept = [upgraded(first), upgraded(both), upgraded(both)];
	expect(kept).toEqual([`${path}.before-9998_songs`, `${path}.before-9999_singers`, null]);
	expect([kept[0]!, kept[1]!, path].map(laterTables)).toEqual([
		[],
		['songs'],
		['singers', 'songs']
	]);
	expect(statSync(kept[0]!).mode & 0o077).toBe(0);
});

/** Which of the later tables the file has; it has the meeting in any case. */
function laterTables(path: string): unknown[] {
	const db = new Database(path, { readonly: true });
	expect(db.prepare('SELECT count(*) FROM meeting').pluck().get()).toBe(1);
	const names = `SELECT name FROM sqlite_master WHERE name IN ('songs', 'singers') ORDER BY name`;
	const tables = db.prepare(names).pluck().all();
	db.close();
	return tables;
}

test.each([
	['SQLITE_READONLY', /cannot be written/],
	['EROFS', /写不进去/],
	['SQLITE_CANTOPEN', /cannot be written/],
	['SQLITE_FULL', /磁盘满了/],
	['ENOSPC', /is full/],
	['SQLITE_CORRUPT_INDEX', /damaged/],
	['SQLITE_ERROR', /对不上（SQLITE_ERROR）/],
	['SQLITE_CONSTRAINT_UNIQUE', /does not fit this version/]
])('what the system says (%s) is told as a sentence', (code, sentence) => {
	const said = Object.assign(new Error(code), { code });
	for (const error of [said, new Error('Failed to run the query', { cause: said })])
		expect(worded(error, '/data')).toMatchObject({
			name: 'StartRefused',
			message: expect.stringMatching(sentence)
		});
});

test('a lock that is damaged holds nothing; keys of sealed rows that are missing are told, and the rest goes on', async () => {
	const dir = await usedFolder();
	writeFileSync(join(dir, 'lock.db'), '会议'.repeat(900));
	const db = new Database(databasePath(dir));
	db.exec(`INSERT INTO hidden VALUES ('m', 'mood', 'id', '${'ab'.repeat(16)}', x'00')`);
	db.close();
	const lines: string[] = [];
	const config = readConfig({ DATA_DIR: dir, DEMO: 'off', PORT: '0' });
	const log = createLog('error', { write: (line: string) => void lines.push(line) });
	const app = await startApp(config, log);
	onTestFinished(() => app.stop());
	expect(lines.join('')).toMatch(/少了1把封存内容的钥匙[^"]+1 keys of sealed rows are missing/);
	expect(lines.join('')).toContain(`sealed-${'ab'.repeat(16)}.key`);
	expect(lines.join('')).toContain('"meeting":"m","lot":"mood"');
});

test('a data folder that is a file', async () => {
	const dir = join(folder(), 'data');
	writeFileSync(dir, '');
	await expect(start(dir)).rejects.toThrow(/cannot be written/);
});

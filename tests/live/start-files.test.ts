/** What lies in a data folder is not what a start needs: said in a sentence, or in a line of the log. */
import Database from 'better-sqlite3';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fingerprintOf, openSigningKey } from '#server/auth/signing-key.ts';
import { makeBackup } from '#server/backup.ts';
import { databasePath, openDatabase } from '#server/db/connection.ts';
import { migrateDatabase } from '#server/db/migrate.ts';
import { earlierMigrations } from '#server/db/migration-list.ts';
import { makeMeeting, resident } from './people.ts';
import { refusalOf, said, start, usedFolder } from './starting.ts';
import { folder } from './world.ts';

const root = join(import.meta.dirname, '../..');

/** Each thing that a database is made of, taken out or made another thing. */
function reshapings(path: string): [string, string][] {
	const db = new Database(path, { readonly: true });
	const things = db
		.prepare(
			`SELECT type, name FROM sqlite_master
			 WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite%' AND name <> '__drizzle_migrations'`
		)
		.all() as { type: string; name: string }[];
	const tables = things.filter(({ type }) => type === 'table').map(({ name }) => name);
	const columns = db.prepare('SELECT name FROM pragma_table_info(?)').pluck();
	const all: [string, string][] = [
		...things.map(({ type, name }): [string, string] => [name, `DROP ${type} "${name}"`]),
		...tables.flatMap((name): [string, string][] => [
			[name, `ALTER TABLE "${name}" RENAME COLUMN "${String(columns.get(name))}" TO other`],
			[name, `ALTER TABLE "${name}" ADD COLUMN more text`],
			[name, `ALTER TABLE "${name}" RENAME TO old; CREATE VIEW "${name}" AS SELECT * FROM old`],
			[name, `DROP TABLE "${name}"; CREATE TABLE "${name}" (a, b)`]
		]),
		[
			'meeting_code_unique',
			'DROP INDEX meeting_code_unique; CREATE INDEX meeting_code_unique ON meeting (code)'
		],
		['t', 'CREATE TRIGGER t AFTER INSERT ON text BEGIN DELETE FROM event; END']
	];
	db.close();
	return all;
}

test('tables, columns, indexes that are gone or others, and a trigger that was added: named, with what to do', async () => {
	const dir = await usedFolder();
	const path = databasePath(dir);
	const whole = readFileSync(path);
	const tried = reshapings(path);
	expect(tried.length).toBeGreaterThan(80);
	for (const [name, sql] of tried) {
		const db = new Database(path);
		db.pragma('foreign_keys = OFF');
		db.exec(sql);
		db.close();
		const sentence = await refusalOf(dir);
		expect(sentence, sql).toContain('npm run restore');
		// Without these it is not known as ours at all.
		if (!['installation', 'meeting', 'event'].includes(name)) expect(sentence, sql).toContain(name);
		writeFileSync(path, whole);
	}
	// Harms nothing: `npm run verify` names it.
	const db = new Database(path);
	db.exec('CREATE TABLE songs (title); CREATE INDEX singing ON meeting (title)');
	db.close();
	await (await start(dir)).stop();
});

test('a list of migrations that is not true any more: no stack, no second start', async () => {
	const dir = folder();
	const path = databasePath(dir);
	const connection = openDatabase(path);
	// As the last release that had so many of them left it.
	migrateDatabase(connection, path, earlierMigrations(join(root, 'server/db/migrations')));
	connection.close();
	const whole = readFileSync(path);
	const list = '__drizzle_migrations';
	const nth = (n: number) => `(SELECT created_at FROM ${list} ORDER BY 1 LIMIT 1 OFFSET ${n})`;
	for (const where of [
		'1',
		`created_at < ${nth(3)}`,
		`created_at = ${nth(7)}`,
		...Array.from({ length: 15 }, (_, n) => `created_at > ${nth(n)}`)
	]) {
		const db = new Database(path);
		db.exec(`DELETE FROM ${list} WHERE ${where}`);
		db.close();
		expect(await refusalOf(dir), where).toContain('npm run restore');
		writeFileSync(path, whole);
	}
	await (await start(dir)).stop();
});

test('the signed heads or the count of what was stored are gone or junk: one line says what was not checked', async () => {
	const dir = await usedFolder();
	const files = { heads: join(dir, 'heads.json'), mark: `${databasePath(dir)}-stored` };
	const spoilt: [RegExp, () => void][] = [
		[/heads\.json不见了[^，]*：[\s\S]+heads\.json is gone: /, () => rmSync(files.heads)],
		[/heads\.json读不出来/, () => writeFileSync(files.heads, 'junk')],
		[/heads\.json cannot be read/, () => writeFileSync(files.heads, '{"body":"{}"}')],
		[/heads\.json cannot be read/, () => truncateSync(files.heads, 300)],
		[/yitang\.db-stored不见了/, () => rmSync(files.mark)],
		[/yitang\.db-stored cannot be read/, () => writeFileSync(files.mark, 'junk')],
		[/yitang\.db-stored cannot be read/, () => writeFileSync(files.mark, '')],
		[/yitang\.db-stored cannot be read/, () => writeFileSync(files.mark, '{"epoch":7}')],
		[
			/heads\.json is gone, yitang\.db-stored is gone/,
			() => Object.values(files).forEach((file) => rmSync(file))
		]
	];
	for (const [sentence, spoil] of spoilt) {
		spoil();
		const lines = await said(dir);
		expect(lines).toEqual([expect.stringMatching(sentence)]);
		expect(lines[0]).toContain('npm run verify');
		// Both are written anew.
		expect(await said(dir)).toEqual([]);
	}
});

test('a first start, one killed at once, one after a restore and one of an older version miss nothing', async () => {
	const dir = folder();
	expect(await said(dir)).toEqual([]);
	// Killed: what the server writes within its first moments is all there is.
	const killed = folder();
	const app = await start(killed);
	await makeMeeting(app, [resident('王桂芳')]);
	await expect.poll(() => existsSync(join(killed, 'heads.json'))).toBe(true);
	const copy = folder();
	cpSync(killed, copy, { recursive: true, filter: (file) => !file.includes('lock.db') });
	expect(await said(copy)).toEqual([]);
	// Restored: another epoch, and the heads went with what was replaced.
	rmSync(join(copy, 'heads.json'));
	const db = new Database(databasePath(copy));
	db.prepare(`UPDATE installation SET epoch = 'restored'`).run();
	expect(await said(copy)).toEqual([]);
	// Older: it had neither signed nor counted.
	rmSync(join(copy, 'heads.json'));
	rmSync(`${databasePath(copy)}-stored`);
	db.prepare('UPDATE installation SET public_key = NULL, stored = 0').run();
	db.close();
	expect(await said(copy)).toEqual([]);
});

test('the key that signs is gone or another: said once, with both fingerprints and how to put it back', async () => {
	const dir = await usedFolder();
	const file = join(dir, 'keys/signing.key');
	const key = readFileSync(file);
	const before = fingerprintOf(openSigningKey(dir).publicKey);
	rmSync(file);
	const [line, ...others] = await said(dir);
	const now = fingerprintOf(openSigningKey(dir).publicKey);
	expect(others).toEqual([]);
	expect(line).toContain(`signing.key不见了，已另做一把：以前签名的是${before}，现在是${now}。`);
	expect(line).toMatch(/was gone, and another one was made.+put signing\.key back/);
	expect(line).toContain(`--key "${before}"`);
	expect(await said(dir)).toEqual([]);
	writeFileSync(file, key);
	expect(await said(dir)).toEqual([
		expect.stringMatching(`signing\\.key不是原来那一把：以前签名的是${now}，现在是${before}。`)
	]);
	// A backup is signed with the new one too, and says so.
	rmSync(file);
	const { notes } = await makeBackup(dir, join(dir, 'backup.db'));
	expect(notes).toEqual([
		expect.stringMatching(`made just now; the server has signed with ${before}`)
	]);
});

test('a stored state that is none is folded anew, and one hidden row that cannot be read is left out', async () => {
	const dir = await usedFolder();
	const path = databasePath(dir);
	const whole = readFileSync(path);
	const read = async () => {
		const app = await start(dir);
		const id = app.connection.sqlite.prepare('SELECT id FROM meeting').pluck().get();
		const { state, hidden } = (await app.rooms.byId(String(id)))!.committed;
		await app.stop();
		return { state, people: hidden.roll.people };
	};
	const before = await read();
	const states = [
		`'x'`,
		`''`,
		`x'ff00'`,
		'-1',
		'9e99',
		`'[]'`,
		`'null'`,
		`'{"plan":'`,
		`'{"plan":{}}'`
	];
	const rows = [`'x'`, `''`, `x'ff00'`, `'{"a":'`];
	for (const sql of [
		...states.map((value) => `UPDATE snapshot SET state = ${value}`),
		...rows.map(
			(body) =>
				`INSERT INTO hidden SELECT id, 'leave-reasons', 's', '', ${body} FROM meeting;
				 INSERT INTO hidden SELECT id, x'ff', 's', '', 'null' FROM meeting`
		)
	]) {
		writeFileSync(path, whole);
		const db = new Database(path);
		db.exec(sql);
		db.close();
		expect(await read(), sql).toEqual(before);
	}
});

test('a folder, or a link in circles, where a file of ours should be: named', async () => {
	const dir = await usedFolder();
	for (const name of ['yitang.db-stored', 'keys/links.key', 'keys/signing.key', 'yitang.db']) {
		const path = join(dir, name);
		renameSync(path, `${path}.whole`);
		mkdirSync(path);
		expect(await refusalOf(dir), name).toContain(path);
		rmSync(path, { recursive: true });
		symlinkSync(path, path);
		expect(await refusalOf(dir), name).toContain(path);
		rmSync(path);
		renameSync(`${path}.whole`, path);
	}
	await (await start(dir)).stop();
});

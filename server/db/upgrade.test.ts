import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isAddressKey } from '#server/auth/address-key.ts';
import { openDatabase } from './connection.ts';
import { migrationsBefore } from './earlier-migrations.ts';
import { migrateDatabase } from './migrate.ts';
import { earlierMigrations } from './migration-list.ts';

const MIGRATIONS = join(import.meta.dirname, 'migrations');

it('meetings made before there were keys in addresses each get one of their own, and are announced [P12]', () => {
	const folder = mkdtempSync(join(tmpdir(), 'yitang-upgrade-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const path = join(folder, 'yitang.db');
	const before = openDatabase(path);
	migrateDatabase(before, path, migrationsBefore('doors-of-meetings'));
	const add = before.sqlite.prepare('INSERT INTO meeting (id, code, created_at) VALUES (?, ?, 0)');
	for (let n = 0; n < 50; n += 1) add.run(`m${n}`, String(100_000 + n));
	before.close();

	const after = openDatabase(path);
	migrateDatabase(after, path, MIGRATIONS);
	after.close();
	const read = new Database(path, { readonly: true });
	const keys = read.prepare('SELECT address_key FROM meeting').pluck().all() as string[];
	const announced = read.prepare('SELECT DISTINCT announced FROM meeting').pluck().all();
	read.close();
	expect(announced).toEqual([1]);
	expect(new Set(keys).size).toBe(50);
	expect(keys.filter((key) => !isAddressKey(key))).toEqual([]);
});

it('[W8] meetings from before there were communities are in one of the account that made them, and in nobody else’s', () => {
	const folder = mkdtempSync(join(tmpdir(), 'yitang-upgrade-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const path = join(folder, 'yitang.db');
	const before = openDatabase(path);
	migrateDatabase(before, path, earlierMigrations(MIGRATIONS));
	const add = (sql: string, ...args: unknown[]) => before.sqlite.prepare(sql).run(...args);
	for (const id of ['a1', 'a2', 'a3'])
		add(`INSERT INTO account VALUES (?, ?, '周', '$argon2', 5)`, id, id);
	for (const [id, owner] of [
		['m1', 'a1'],
		['m2', 'a2'],
		['m3', 'a1'],
		['demo', null]
	])
		add(
			'INSERT INTO meeting (id, code, created_at, owner, address_key) VALUES (?, ?, 0, ?, ?)',
			...[id, id, owner, id]
		);
	before.close();

	const after = openDatabase(path);
	expect(migrateDatabase(after, path, MIGRATIONS)).toBe(`${path}.before-0001_communities`);
	const theirs = after.sqlite.prepare(
		`SELECT account, meeting.id FROM community_organiser JOIN meeting USING (community) ORDER BY 1, 2`
	);
	const all = after.sqlite.prepare('SELECT id, community FROM meeting ORDER BY id').raw().all();
	const organising = after.sqlite.prepare('SELECT account FROM community_organiser ORDER BY 1');
	const found = [theirs.raw().all(), all, organising.pluck().all()];
	after.close();
	expect(found).toEqual([
		[
			['a1', 'm1'],
			['a1', 'm3'],
			['a2', 'm2']
		],
		[
			['demo', null],
			['m1', 'a1'],
			['m2', 'a2'],
			['m3', 'a1']
		],
		['a1', 'a2', 'a3']
	]);
});

it('[P18] meetings of before are private in lists, too, as their journal says; a damaged line stops nothing', () => {
	const folder = mkdtempSync(join(tmpdir(), 'yitang-upgrade-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const path = join(folder, 'yitang.db');
	const before = openDatabase(path);
	migrateDatabase(before, path, earlierMigrations(MIGRATIONS));
	const meeting = before.sqlite.prepare(
		'INSERT INTO meeting (id, code, created_at, address_key) VALUES (?, ?, 0, ?)'
	);
	const event = before.sqlite.prepare("INSERT INTO event VALUES (?, ?, ?, 'h')");
	const line = (id: string, type: string, body: object) =>
		JSON.stringify([1, id, 1, 0, 's1', type, body]);
	for (const id of ['apart', 'open', 'other', 'damaged']) meeting.run(id, id, id);
	event.run('apart', 1, line('apart', 'plan.created', { private: true }));
	event.run('open', 1, line('open', 'plan.created', {}));
	event.run('other', 1, line('other', 'plan.amended', { private: true, not: 'plan.created' }));
	event.run('damaged', 1, '[1,"damaged",1,0,"s1","plan.created",{"private":true');
	before.close();

	const after = openDatabase(path);
	migrateDatabase(after, path, MIGRATIONS);
	const listed = after.sqlite.prepare('SELECT id FROM meeting WHERE private').pluck().all();
	after.close();
	expect(listed).toEqual(['apart']);
});

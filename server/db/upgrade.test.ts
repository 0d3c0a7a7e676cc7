import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isAddressKey } from '#server/auth/address-key.ts';
import { openDatabase } from './connection.ts';
import { migrationsBefore } from './earlier-migrations.ts';
import { migrateDatabase } from './migrate.ts';

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

/** The tables as the code knows them are those that the migrations make. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { is, SQL } from 'drizzle-orm';
import { getTableConfig, SQLiteSyncDialect, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterAll, expect, test } from 'vitest';
import config from '../../drizzle.config.ts';
import { allMigrations, earlierMigrations, knownMigrations } from './migration-list.ts';

type Table = ReturnType<typeof getTableConfig>;
type Row = Record<string, string | number | null>;

const MIGRATIONS = join(import.meta.dirname, 'migrations');
const root = join(import.meta.dirname, '../..');

const db = new Database(':memory:');
for (const { file } of knownMigrations(MIGRATIONS)) db.exec(readFileSync(file, 'utf8'));
/** As a file has become that an earlier release made. */
const older = new Database(':memory:');
for (const { file } of allMigrations(MIGRATIONS)) older.exec(readFileSync(file, 'utf8'));
afterAll(() => {
	db.close();
	older.close();
});

const modules = (await Promise.all(
	(config as { schema: string[] }).schema.map((file) => import(join(root, file)))
)) as Record<string, unknown>[];
const tables = modules
	.flatMap((module) => Object.values(module))
	.filter((value) => is(value, SQLiteTable))
	.map((table) => getTableConfig(table));

const rowsIn = (file: Database.Database) => (pragma: string) => file.pragma(pragma) as Row[];
const dialect = new SQLiteSyncDialect();

/** A default as it stands in SQL. */
function defaultOf(value: unknown): string | null {
	if (value === undefined) return null;
	if (value instanceof SQL) return dialect.sqlToQuery(value).sql;
	return typeof value === 'string' ? `'${value}'` : String(value);
}

/** What the code says of a table, in lines that can be compared. */
function meant({ columns, indexes, primaryKeys, foreignKeys, uniqueConstraints }: Table): string[] {
	const together = primaryKeys.flatMap((key) => key.columns.map(({ name }) => name));
	return [
		...columns.map((column) => {
			const key = column.primary || together.includes(column.name);
			const value = defaultOf(column.default);
			return `${column.name} ${column.getSQLType()} ${column.notNull} ${key} ${value}`;
		}),
		...indexes.map(({ config: { columns: of, unique } }) =>
			indexLine(
				unique,
				of.map((column) => ('name' in column ? column.name : ''))
			)
		),
		...uniqueConstraints.map((one) =>
			indexLine(
				true,
				one.columns.map(({ name }) => name)
			)
		),
		...columns.filter(({ isUnique }) => isUnique).map(({ name }) => indexLine(true, [name])),
		...foreignKeys.map((key) => {
			const { columns: from, foreignColumns, foreignTable } = key.reference();
			const to = getTableConfig(foreignTable).name;
			return `${from[0]!.name} → ${to}.${foreignColumns[0]!.name} ${key.onDelete ?? 'no action'}`;
		})
	].sort();
}

/** What the migrations made of it. */
function made(table: string, file = db): string[] {
	const rows = rowsIn(file);
	return [
		...rows(`table_info(${table})`).map(
			({ name, type, notnull, pk, dflt_value: value }) =>
				`${name} ${String(type).toLowerCase()} ${notnull === 1} ${Number(pk) > 0} ${value}`
		),
		// A primary key has an index of its own, which nobody writes down.
		...rows(`index_list(${table})`)
			.filter(({ origin }) => origin !== 'pk')
			.map(({ name, unique }) =>
				indexLine(
					unique === 1,
					rows(`index_info(${name})`).map((column) => String(column.name))
				)
			),
		...rows(`foreign_key_list(${table})`).map(
			({ from, table: to, to: column, on_delete: onDelete }) =>
				`${from} → ${to}.${column} ${String(onDelete).toLowerCase()}`
		)
	].sort();
}

const indexLine = (unique: boolean, columns: string[]) =>
	`${unique ? 'unique' : 'index'} (${columns.join()})`;

test('every table of the migrations is known to the code, and no other', () => {
	const all = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`;
	expect(tables.map(({ name }) => name).sort()).toEqual(db.prepare(all).pluck().all());
	expect(older.prepare(all).pluck().all()).toEqual(db.prepare(all).pluck().all());
});

test('the first migration stands for all of earlier releases, and has the date of their last', () => {
	const last = knownMigrations(earlierMigrations(MIGRATIONS)).at(-1)!;
	expect(knownMigrations(MIGRATIONS)[0]!.when).toBe(last.when);
});

test.each(tables.map((table) => [table.name, table] as const))(
	'%s: the same columns, defaults, keys and indexes',
	(name, table) => {
		expect(meant(table)).toEqual(made(name));
		expect(made(name, older), 'in a file that an earlier release made').toEqual(made(name));
	}
);

test('drizzle-kit has nothing to generate', async () => {
	const { generateSQLiteDrizzleJson, generateSQLiteMigration } = await import('drizzle-kit/api');
	const last = knownMigrations(MIGRATIONS).at(-1)!.tag.slice(0, 4);
	const known = JSON.parse(readFileSync(join(MIGRATIONS, `meta/${last}_snapshot.json`), 'utf8'));
	const now = await generateSQLiteDrizzleJson(Object.assign({}, ...modules), known.id);
	expect(await generateSQLiteMigration(known, now)).toEqual([]);
});

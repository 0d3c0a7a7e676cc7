/** Brings a database to this version's shape; before each migration a copy from before is kept, by its name. */
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import type { Connection } from './connection.ts';
import { knownMigrations, type Migration } from './inspect.ts';

/**
 * Applies what is missing from `folder`.
 *
 * @returns where the copy from before is; null when nothing was missing or nothing was there
 */
export function migrateDatabase(
	{ sqlite, tables }: Connection,
	path: string,
	folder: string
): string | null {
	const applied = appliedMigrations(sqlite);
	const missing = knownMigrations(folder).filter(({ when }) => !applied.has(when));
	const kept = applied.size > 0 && missing[0] ? keepCopy(sqlite, path, missing[0]) : null;
	migrate(tables, { migrationsFolder: folder });
	return kept;
}

function appliedMigrations(sqlite: Connection['sqlite']): Set<number> {
	const table = sqlite
		.prepare(`SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'`)
		.get();
	if (!table) return new Set();
	const rows = sqlite.prepare('SELECT created_at FROM __drizzle_migrations').pluck().all();
	return new Set(rows.map(Number));
}

/** The migrations run in one transaction, so one copy from before the first of them is one before each. */
function keepCopy(sqlite: Connection['sqlite'], path: string, next: Migration): string {
	let kept = `${path}.before-${next.tag}`;
	for (let n = 2; existsSync(kept); n++) kept = `${path}.before-${next.tag}-${n}`;
	const draft = `${kept}.draft`;
	rmSync(draft, { force: true });
	sqlite.prepare('VACUUM INTO ?').run(draft);
	chmodSync(draft, 0o600);
	renameSync(draft, kept);
	return kept;
}

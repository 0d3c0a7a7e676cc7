/** Brings a database to this version's shape; before each migration a copy from before is kept, by its name. */
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import type { Connection } from './connection.ts';
import {
	earlierMigrations,
	knownMigrations,
	migrationsFor,
	type Migration
} from './migration-list.ts';

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
	if (applied.size === 0) {
		migrate(tables, { migrationsFolder: folder });
		return null;
	}
	// The first migration makes whole tables, and is for new files alone.
	const [first] = knownMigrations(folder);
	const isEarlier = !applied.has(first!.when);
	const missing = migrationsFor(folder, [...applied]).find(({ when }) => !applied.has(when));
	const kept = missing ? keepCopy(sqlite, path, missing) : null;
	if (isEarlier) migrate(tables, { migrationsFolder: earlierMigrations(folder) });
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

/** Each folder runs in one transaction; the one copy is from before all of them. */
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

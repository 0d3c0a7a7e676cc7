/**
 * Whether a file has the tables, indexes and nothing else that its release makes: a trigger, or a view in a
 * table's place, changes what is stored without a single row being wrong; without its index two meetings
 * may have one address.
 */
import { join } from 'node:path';
import type { Sqlite } from '#server/db/connection.ts';
import { migrationsFor } from '#server/db/migration-list.ts';
import { asMigrated } from '#server/db/schema-drift.ts';
import type { VerifyReport } from './report.ts';
import { MANIFEST_TABLES } from './rows.ts';

const MIGRATIONS = join(import.meta.dirname, '../db/migrations');
/** Drizzle's own list of what was applied. */
const APPLIED = '__drizzle_migrations';

/** Compares the definitions with those of the migrations that the file has seen. */
export function checkSchema(db: Sqlite, report: VerifyReport): void {
	const has = definitions(db);
	const meant = meantBy(db);
	if (meant === null) report.note('a newer release made its tables; those were not compared');
	for (const [key, { type, name, sql, of }] of has) {
		const place = `type=${type}, name=${name}`;
		const known = meant?.get(key);
		if (type === 'trigger' || type === 'view' || (meant && !known))
			report.fault(null, 'sqlite_master', place, 'was added');
		else if (known && (known.sql !== sql || known.of !== of))
			report.fault(null, 'sqlite_master', place, 'is another one than this release makes');
	}
	for (const [key, { type, name }] of meant ?? [])
		if (!has.has(key)) report.fault(null, 'sqlite_master', `type=${type}, name=${name}`, 'is gone');
}

interface Definition {
	type: string;
	name: string;
	sql: string | null;
	/** The table it belongs to, as SQLite would write the value down. */
	of: string;
}

function definitions(db: Sqlite): Map<string, Definition> {
	const rows = db
		.prepare(
			'SELECT type, CAST(name AS text) AS name, sql, quote(tbl_name) AS of FROM sqlite_master'
		)
		.all() as Definition[];
	const own = ({ name }: Definition) =>
		!name.startsWith('sqlite_') && name !== APPLIED && !MANIFEST_TABLES.includes(name);
	return new Map(rows.filter(own).map((one) => [`${one.type} ${one.name}`, one]));
}

/** What as many migrations make as the file has seen; null when we do not know so many. */
function meantBy(db: Sqlite): Map<string, Definition> | null {
	const applied = db.prepare(`SELECT created_at FROM ${APPLIED}`).pluck().all().map(Number);
	const known = migrationsFor(MIGRATIONS, applied);
	if (applied.some((when) => !known.some((one) => one.when === when))) return null;
	const seen = known.filter(({ when }) => applied.includes(when));
	return asMigrated(seen, definitions);
}

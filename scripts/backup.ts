/**
 * `npm run backup [-- file]`: copies the database while the server runs or not, then checks the copy.
 * The keys folder is not part of it: a stolen backup opens no seat (README, Backup).
 */
import Database from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readConfig } from '#server/config.ts';
import { databasePath } from '#server/db/connection.ts';
import { checkBackup } from '#server/db/check.ts';

const { dataDir } = readConfig(process.env);
const source = databasePath(dataDir);
if (!existsSync(source)) {
	console.error(`There is nothing to back up yet: ${source} does not exist.`);
	process.exit(1);
}
const stamp = new Date().toISOString().replace(/[:.]/g, '-');
const target = resolve(process.argv[2] ?? join(dataDir, 'backups', `yitang-${stamp}.db`));
mkdirSync(dirname(target), { recursive: true });
const db = new Database(source, { readonly: true });
await db.backup(target);
db.close();
const report = checkBackup(target);
console.log(
	`${target}: ${report.meetings} meetings, ${report.events} events, every chain verifies.`
);

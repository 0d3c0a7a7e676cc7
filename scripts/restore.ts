/**
 * `npm run restore -- file`: checks a backup, gives it a new epoch and puts it in place; a running
 * server swaps it in by itself within seconds.
 */
import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { readConfig } from '#server/config.ts';
import { checkBackup } from '#server/db/check.ts';
import { AlreadyRunning, lockDataFolder } from '#server/db/lock.ts';
import { replacedDatabases } from '#server/db/replaced.ts';
import { incomingPath, swapIn } from '#server/restore.ts';

const { dataDir } = readConfig(process.env);
const file = process.argv[2];
if (!file || !existsSync(file)) {
	console.error('Say which backup: npm run restore -- data/backups/yitang-….db');
	process.exit(1);
}
mkdirSync(dataDir, { recursive: true, mode: 0o700 });
const incoming = incomingPath(dataDir);
const draft = `${incoming}.draft`;
copyFileSync(resolve(file), draft);
// A copy that was made by hand may have its newest pages beside it.
if (existsSync(`${resolve(file)}-wal`)) copyFileSync(`${resolve(file)}-wal`, `${draft}-wal`);
const report = checkBackup(draft);
const db = new Database(draft);
db.prepare('UPDATE installation SET epoch = ?').run(randomBytes(6).toString('hex'));
db.pragma('journal_mode = DELETE');
db.close();
for (const rest of ['-wal', '-shm', '-journal']) rmSync(draft + rest, { force: true });
const before = new Set(replacedDatabases(dataDir));
renameSync(draft, incoming);
try {
	const unlock = lockDataFolder(dataDir);
	const kept = swapIn(dataDir);
	unlock();
	console.log(
		`Restored ${report.meetings} meetings, ${report.events} events.${keptSentence(kept)} Start with npm start.`
	);
} catch (error) {
	if (!(error instanceof AlreadyRunning)) throw error;
	for (let i = 0; i < 150 && existsSync(incoming); i++)
		await new Promise((wait) => setTimeout(wait, 200));
	if (existsSync(incoming)) {
		console.error('The running server has not taken the backup yet; look at its log.');
		process.exit(1);
	}
	const kept = replacedDatabases(dataDir).find((file) => !before.has(file));
	console.log(
		`The running server has restored ${report.meetings} meetings, ${report.events} events.${keptSentence(kept)}`
	);
}

/** Where to find what was there before. */
function keptSentence(kept: string | null | undefined): string {
	return kept ? ` What was there before is kept whole in ${kept}.` : '';
}

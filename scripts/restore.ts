/**
 * `npm run restore -- file [--key fingerprint] [--force]`: verifies a backup, gives it a new epoch and puts
 * it in place; a running server swaps it in by itself within seconds.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { layReady } from '#server/backup.ts';
import { readConfig } from '#server/config.ts';
import { AlreadyRunning, lockDataFolder } from '#server/db/lock.ts';
import { replacedDatabases } from '#server/db/replaced.ts';
import { incomingPath, swapIn } from '#server/restore.ts';
import { faultLines } from '#server/verify/report.ts';
import { writePrivately } from '#server/private-files.ts';

writePrivately();

const { values, positionals } = parseArgs({
	options: {
		key: { type: 'string', multiple: true },
		force: { type: 'boolean', default: false }
	},
	allowPositionals: true
});
const { dataDir } = readConfig(process.env);
const [file] = positionals;
if (!file || !existsSync(file)) {
	console.error('Say which backup: npm run restore -- data/backups/yitang-….db');
	process.exit(1);
}
const before = new Set(existsSync(dataDir) ? replacedDatabases(dataDir) : []);
const { report, laid } = layReady(dataDir, resolve(file), values);
for (const line of faultLines(report)) console.error(line);
for (const note of report.notes) console.log(`Note: ${note}.`);
if (!laid) {
	console.error(
		report.opened
			? '\nNothing was touched. Take another backup; or, where this is the best there is, add --force.'
			: '\nNothing was touched. Take another backup.'
	);
	process.exit(1);
}
const restored = `${report.meetings} meetings, ${report.events} events`;
try {
	const unlock = lockDataFolder(dataDir);
	const kept = swapIn(dataDir);
	unlock();
	console.log(`Restored ${restored}.${keptSentence(kept)} Start with npm start.`);
} catch (error) {
	if (!(error instanceof AlreadyRunning)) throw error;
	const incoming = incomingPath(dataDir);
	for (let i = 0; i < 150 && existsSync(incoming); i++)
		await new Promise((wait) => setTimeout(wait, 200));
	if (existsSync(incoming)) {
		console.error('The running server has not taken the backup yet; look at its log.');
		process.exit(1);
	}
	const kept = replacedDatabases(dataDir).find((one) => !before.has(one));
	console.log(`The running server has restored ${restored}.${keptSentence(kept)}`);
}

/** Where to find what was there before. */
function keptSentence(kept: string | null | undefined): string {
	return kept ? ` What was there before is kept whole in ${kept}.` : '';
}

/**
 * `npm run backup [-- file]`: copies the database while the server runs or not, then signs and verifies
 * the copy. The keys folder is not part of it: a stolen backup opens no seat (README, Backup).
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { backupName, backupsFolder, makeBackup, unsoundName } from '#server/backup.ts';
import { readConfig } from '#server/config.ts';
import { databasePath } from '#server/db/connection.ts';
import { faultLines } from '#server/verify/report.ts';
import { writePrivately } from '#server/private-files.ts';

writePrivately();

const { dataDir } = readConfig(process.env);
if (!existsSync(databasePath(dataDir))) {
	console.error(`There is nothing to back up yet: ${databasePath(dataDir)} does not exist.`);
	process.exit(1);
}
const target = resolve(process.argv[2] ?? join(backupsFolder(dataDir), backupName(new Date())));
const report = await makeBackup(dataDir, target);
if (!report.sound) {
	for (const line of faultLines(report)) console.error(line);
	console.error(
		`\nWhat is in ${dataDir} is not sound. The copy is in ${unsoundName(target)}; better restore the last good backup.`
	);
	process.exit(1);
}
console.log(
	`${target}: ${report.meetings} meetings, ${report.events} events, every chain verifies, signed.`
);
for (const note of report.notes) console.log(`Note: ${note}.`);

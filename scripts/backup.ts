/**
 * `npm run backup [-- file]`: copies the database while the server runs or not, then signs and verifies
 * the copy. The keys folder is not part of it: a stolen backup opens no seat (README, Backup).
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
	backupName,
	backupsFolder,
	backupTarget,
	makeBackup,
	badBackupName
} from '#server/backup.ts';
import { readConfig } from '#server/config.ts';
import { databasePath } from '#server/db/connection.ts';
import { faultLines } from '#server/verify/report.ts';
import { writePrivately } from '#server/private-files.ts';

writePrivately();

try {
	await backUp();
} catch (error) {
	// Foreseen or not, a backup that is not made ends in a sentence.
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}

async function backUp(): Promise<void> {
	const { dataDir } = readConfig(process.env);
	if (!existsSync(databasePath(dataDir)))
		throw new Error(`There is nothing to back up yet: ${databasePath(dataDir)} does not exist.`);
	const given = process.argv[2];
	const target = given
		? backupTarget(dataDir, resolve(given))
		: join(backupsFolder(dataDir), backupName(new Date()));
	const report = await makeBackup(dataDir, target);
	if (!report.sound)
		throw new Error(
			`${faultLines(report).join('\n')}\n\nWhat is in ${dataDir} is not sound. The copy is in ` +
				`${badBackupName(target)}; better restore the last good backup.`
		);
	console.log(
		`${target}: ${report.meetings} meetings, ${report.events} events, every chain verifies, signed.`
	);
	for (const note of report.notes) console.log(`Note: ${note}.`);
}

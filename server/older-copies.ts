/**
 * Copies of the database that were made before: backups, what restores replaced, what migrations began with.
 * Words that are erased now still stand there; nothing takes them out but deleting the copy.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { backupsFolder } from './backup.ts';
import type { Config } from './config.ts';
import { databasePath } from './db/connection.ts';

export interface OlderCopy {
	/** Name of the file. */
	name: string;
	/** When it was last written, ms since 1970. */
	at: number;
	path: string;
}

/** Copies in the data folder, the oldest first. Those that were carried away are known to nobody here. */
export function olderCopies(dataDir: string): OlderCopy[] {
	const live = basename(databasePath(dataDir));
	const found = [
		...filesIn(backupsFolder(dataDir), (name) => name.includes('.db')),
		...filesIn(dataDir, (name) => name.startsWith(`${live}.before-`))
	];
	return found.sort((a, b) => a.at - b.at);
}

/**
 * Makes a new backup in a process of its own and then deletes the older copies. Throws, and deletes nothing,
 * when the new one does not verify.
 */
export async function replaceOlderCopies({ root, dataDir }: Config): Promise<void> {
	const older = olderCopies(dataDir);
	const env = { ...process.env, YITANG_ROOT: root, DATA_DIR: dataDir };
	const script = join(root, 'scripts/backup.ts');
	const flags = ['--disable-warning=ExperimentalWarning'];
	await promisify(execFile)(process.execPath, [...flags, script], { cwd: root, env });
	for (const { path } of older) rmSync(path, { force: true });
}

function filesIn(folder: string, wanted: (name: string) => boolean): OlderCopy[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isFile() && wanted(entry.name))
		.map(({ name }) => {
			const path = join(folder, name);
			return { name, at: statSync(path).mtimeMs, path };
		});
}

/**
 * What this program writes is for the user it runs as alone: databases, their logs, copies, keys. New files
 * by the process's mask, wherever they are; those of older versions in the data folder by their mode.
 */
import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Ours in a data folder; anything else somebody put there is left alone. */
const OURS = /^(?:yitang|lock|incoming)\.db|^(?:keys|backups)$/u;

/** From now on this process makes files 0600 and folders 0700. Called first thing by every program. */
export function writePrivately(): void {
	process.umask(0o077);
}

/** Takes the data folder, and what older versions wrote there, from everybody else. */
export function makePrivate(dataDir: string): void {
	// A folder that everybody shares, such as /tmp, is not ours to close.
	const shared = (lstatSync(dataDir).mode & 0o1000) !== 0;
	if (!shared) close(dataDir, 0o700);
	for (const name of readdirSync(dataDir)) if (OURS.test(name)) closeAll(join(dataDir, name));
}

function closeAll(path: string): void {
	const found = lstatSync(path, { throwIfNoEntry: false });
	if (found?.isDirectory()) {
		close(path, 0o700);
		for (const name of readdirSync(path)) closeAll(join(path, name));
	} else if (found?.isFile()) close(path, 0o600);
}

function close(path: string, mode: number): void {
	try {
		if ((lstatSync(path).mode & 0o777) !== mode) chmodSync(path, mode);
	} catch {
		// Gone in between, or of another user: then it is not ours to say.
	}
}

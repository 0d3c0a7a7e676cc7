/**
 * One process per data folder. The lock is a SQLite file held in an exclusive transaction for as long
 * as the process lives: the operating system lets go of it even after `kill -9`.
 */
import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

export class AlreadyRunning extends Error {
	override name = 'AlreadyRunning';
}

/** Takes the lock or throws `AlreadyRunning`. The returned function lets go. */
export function lockDataFolder(dataDir: string): () => void {
	const path = join(dataDir, 'lock.db');
	const lock = new Database(path, { timeout: 0 });
	try {
		lock.pragma('locking_mode = EXCLUSIVE');
		lock.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		lock.close();
		const { code } = error as { code?: string };
		if (code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT')) {
			// It holds nothing, and nobody can hold it.
			rmSync(path);
			return lockDataFolder(dataDir);
		}
		if (code === 'SQLITE_BUSY')
			throw new AlreadyRunning(
				`另一个议堂正在用数据文件夹${dataDir}。请先停掉它，或者用DATA_DIR另指一个文件夹。\n` +
					`another Yitang already uses the data folder ${dataDir}; stop it first, or set DATA_DIR to another folder`
			);
		throw error;
	}
	return () => lock.close();
}

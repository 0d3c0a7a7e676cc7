/**
 * One process per data folder. The lock is a SQLite file held in an exclusive transaction for as long
 * as the process lives: the operating system lets go of it even after `kill -9`.
 */
import Database from 'better-sqlite3';
import { join } from 'node:path';

export class AlreadyRunning extends Error {
	override name = 'AlreadyRunning';
}

/** Takes the lock or throws `AlreadyRunning`. The returned function lets go. */
export function lockDataFolder(dataDir: string): () => void {
	const lock = new Database(join(dataDir, 'lock.db'), { timeout: 0 });
	try {
		lock.pragma('locking_mode = EXCLUSIVE');
		lock.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		lock.close();
		if ((error as { code?: string }).code === 'SQLITE_BUSY')
			throw new AlreadyRunning(
				`another Yitang already uses the data folder ${dataDir}; stop it first, or set DATA_DIR to another folder`
			);
		throw error;
	}
	return () => lock.close();
}

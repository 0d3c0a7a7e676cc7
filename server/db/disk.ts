/**
 * A full disk: who asked is told in a sentence that nothing was saved, whoever reads goes on reading, and
 * everything works again by itself when there is room.
 */
import { statfs } from 'node:fs/promises';
import type { Log } from '#server/log.ts';

/** Less room than this, bytes, and organisers read it. */
const LITTLE = 200 * 1024 * 1024;
const EVERY_MS = 30_000;

const CODES = [
	'SQLITE_FULL',
	'SQLITE_IOERR',
	'SQLITE_READONLY',
	'ENOSPC',
	'EDQUOT',
	'EROFS',
	'EIO'
];

/** True when something could not be written where it is kept; also behind another library's error. */
export function isNotSaved(error: unknown): boolean {
	for (let one: unknown = error, depth = 0; one instanceof Error && depth < 4; depth += 1) {
		const code = String((one as { code?: unknown }).code ?? '');
		if (CODES.some((known) => code === known || code.startsWith(`${known}_`))) return true;
		one = one.cause;
	}
	return false;
}

/** Does what may wait until there is room: a later time does it as well. Other faults are thrown on. */
export async function whenThereIsRoom(log: Log, write: () => Promise<void>): Promise<void> {
	try {
		await write();
	} catch (error) {
		if (!isNotSaved(error)) throw error;
		log.warn({ err: error }, 'not written now: the disk takes nothing');
	}
}

/** Looks how much room is left where the data are. */
export class DiskWatch {
	/** Bytes left; null where the system does not say. */
	left: number | null = null;
	#folder: string;
	#log: Log;
	#timer: NodeJS.Timeout;

	constructor(folder: string, log: Log) {
		this.#folder = folder;
		this.#log = log;
		this.#timer = setInterval(() => void this.look(), EVERY_MS).unref();
		void this.look();
	}

	/** True when there is so little that somebody should make room. */
	get low(): boolean {
		return this.left !== null && this.left < LITTLE;
	}

	async look(): Promise<void> {
		const before = this.low;
		try {
			const { bavail, bsize } = await statfs(this.#folder);
			this.left = bavail * bsize;
		} catch {
			this.left = null;
		}
		if (this.low && !before) this.#log.warn({ left: this.left }, 'little room is left on the disk');
	}

	stop(): void {
		clearInterval(this.#timer);
	}
}

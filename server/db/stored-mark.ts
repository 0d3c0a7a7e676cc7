/**
 * How much has been stored, written beside the database after each COMMIT. Counted in the database too
 * (`installation.stored`): when the file beside it knows of more, what was answered "done" has vanished,
 * because the write-ahead log was cut, damaged or taken away, or an older copy put in the file's place.
 *
 * Invariant: never ahead of what is on disk. It is written after the COMMIT and not flushed, so that a
 * pulled plug leaves it behind at most; behind says nothing.
 */
import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Sqlite } from './connection.ts';
import type { StoredCount } from './store.ts';

/** Room for every number: the file never grows, and is written in one piece. */
const LENGTH = 64;

export interface Stored {
	/** The installation's; a restored backup has another one, and its count begins where it stands. */
	epoch: string;
	/** How many events and document updates. */
	stored: number;
}

function markPath(dataDir: string): string {
	return join(dataDir, 'yitang.db-stored');
}

/** What was written last, or why nobody knows. */
export function readMark(dataDir: string): Stored | 'missing' | 'unreadable' {
	try {
		const { epoch, stored } = JSON.parse(readFileSync(markPath(dataDir), 'utf8')) as Stored;
		const written = typeof epoch === 'string' && Number.isSafeInteger(stored);
		return written ? { epoch, stored } : 'unreadable';
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable';
	}
}

/** Counts in the database, and writes the mark beside it. */
export class StoredMark implements StoredCount {
	#file: number | null;
	#epoch: string;
	#stored: number;
	#added = 0;
	#count: (stored: number) => void;

	/** Opens (and makes) the file, and writes what the database holds now. */
	constructor(dataDir: string, sqlite: Sqlite, { epoch, stored }: Stored) {
		// Written over in place: `a` would append and `w` would empty it first.
		this.#file = openSync(markPath(dataDir), constants.O_RDWR | constants.O_CREAT, 0o600);
		this.#epoch = epoch;
		this.#stored = stored;
		const update = sqlite.prepare('UPDATE installation SET stored = ?');
		this.#count = (now) => void update.run(now);
		this.#write();
	}

	add(things: number): void {
		this.#added = things;
		if (things > 0) this.#count(this.#stored + things);
	}

	committed(held: boolean): void {
		const added = this.#added;
		this.#added = 0;
		if (!held || added === 0) return;
		this.#stored += added;
		this.#write();
	}

	close(): void {
		if (this.#file !== null) closeSync(this.#file);
		this.#file = null;
	}

	/** Never throws: what it tells of is stored already, and a mark that stays behind says nothing. */
	#write(): void {
		if (this.#file === null) return;
		const mark: Stored = { epoch: this.#epoch, stored: this.#stored };
		try {
			writeSync(this.#file, JSON.stringify(mark).padEnd(LENGTH), 0, 'latin1');
		} catch {
			// See above.
		}
	}
}

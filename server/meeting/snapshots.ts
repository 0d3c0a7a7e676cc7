/**
 * States that are stored now and then, so that a long meeting opens fast. None is needed: what a store does
 * not take now it takes later.
 */
import { isNotSaved } from '#server/db/disk.ts';
import type { Log } from '#server/log.ts';
import type { Journal } from './journal.ts';
import type { Room } from './room.ts';

/** When so many events have come since the last: in a quiet moment, or at last. */
const QUIET = 300;
const LAST = 3000;
/** So long nobody said anything: a quiet moment. */
const PAUSE_MS = 1500;

export class Snapshots {
	#journal: Journal;
	#log: Log;
	/** By meeting: the event of the last one, or with which the room came to life. */
	#last = new Map<string, number>();
	#writing = new Set<Promise<void>>();

	constructor(journal: Journal, log: Log) {
		this.#journal = journal;
		this.#log = log;
	}

	/** The room came to life. */
	begin(room: Room): void {
		this.#last.set(room.meeting, room.committed.seq);
	}

	/** Something was stored: writes one where very much has come. */
	stored(room: Room): void {
		this.#write(room, LAST);
	}

	/** Writes one if anything has come; the room goes home. */
	end(room: Room): void {
		this.#write(room, 1);
		this.#last.delete(room.meeting);
	}

	/** One room at a time, where nothing was asked for a moment: writing a large state takes a while. */
	inQuiet(rooms: Iterable<Room>, now: number): void {
		for (const room of rooms)
			if (room.quiet && now - room.usedAt > PAUSE_MS && this.#write(room, QUIET)) return;
	}

	/** Resolves when those on their way are written. */
	async settled(): Promise<void> {
		await Promise.all(this.#writing);
	}

	#write(room: Room, every: number): boolean {
		const { seq, head, state } = room.committed;
		if (seq - (this.#last.get(room.meeting) ?? 0) < every) return false;
		this.#last.set(room.meeting, seq);
		const writing = this.#journal
			.saveSnapshot(room.meeting, seq, head, state)
			.catch((err: unknown) =>
				this.#log[isNotSaved(err) ? 'warn' : 'error']({ err }, 'a snapshot was not written now')
			)
			.finally(() => this.#writing.delete(writing));
		this.#writing.add(writing);
		return true;
	}
}

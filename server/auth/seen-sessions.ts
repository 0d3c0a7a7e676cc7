/**
 * Who was seen, until it is written down: soon, and many at a time. A thousand phones that come back to an evening
 * meeting at once would each wait for the disk, and everybody for them. What is lost in a crash is an hour of 60 days.
 */
import { isNotSaved } from '#server/db/disk.ts';
import type { Store } from '#server/db/store.ts';
import type { Log } from '#server/log.ts';

/** When a session was seen last, and until when it is good. */
export interface Seen {
	seenAt: number;
	expiresAt: number;
}

/** Written so soon, ms, so many at a time; where they could not be, so much later. */
const [SOON_MS, AT_ONCE, LATER_MS] = [1000, 500, 60_000];
const SEE = 'UPDATE session SET seen_at = ?, expires_at = ? WHERE id = ?';

export class SeenSessions {
	#store: Store;
	#log: Log;
	/** Seen since this was written last. */
	#seen = new Map<string, Seen>();
	#timer: NodeJS.Timeout | null = null;
	/** What is being written. */
	#writing: Promise<boolean> | null = null;
	#stopped = false;

	constructor(store: Store, log: Log) {
		this.#store = store;
		this.#log = log;
	}

	/** What is not written yet of a session. */
	get(id: string): Seen | undefined {
		return this.#seen.get(id);
	}

	/** It goes on from now. */
	see(id: string, seen: Seen): void {
		this.#seen.set(id, seen);
		this.#writeIn(SOON_MS);
	}

	/** It is over. */
	forget(id: string): void {
		this.#seen.delete(id);
	}

	/** Writes down who was seen, the last time. */
	async stop(): Promise<void> {
		this.#stopped = true;
		this.#cancel();
		await this.#writing;
		while (this.#seen.size > 0 && (await this.#write()));
	}

	#writeIn(ms: number): void {
		if (this.#stopped) return;
		this.#timer ??= setTimeout(() => void this.#write(), ms).unref();
	}

	#cancel(): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
	}

	#write(): Promise<boolean> {
		return (this.#writing = this.#writeSome().finally(() => (this.#writing = null)));
	}

	/** False: the disk takes nothing now, and it is tried again. That shuts nobody out who may come in. */
	async #writeSome(): Promise<boolean> {
		this.#cancel();
		let written = true;
		try {
			await this.#writeAll([...this.#seen].slice(0, AT_ONCE));
		} catch (err) {
			written = false;
			this.#log.warn({ err }, 'who was seen is not written now: the disk takes nothing');
		}
		if (this.#seen.size > 0) this.#writeIn(written ? 0 : LATER_MS);
		return written;
	}

	/** What cannot be written whatever is done is looked for by halves, told, and left behind. */
	async #writeAll(some: readonly (readonly [id: string, seen: Seen])[]): Promise<void> {
		try {
			await this.#store.write(
				some.map(([id, { seenAt, expiresAt }]) => ({ sql: SEE, args: [seenAt, expiresAt, id] }))
			);
		} catch (err) {
			if (isNotSaved(err)) throw err;
			if (some.length > 1) {
				const half = some.length >> 1;
				await this.#writeAll(some.slice(0, half));
				return this.#writeAll(some.slice(half));
			}
			this.#log.error({ err, session: some[0]?.[0] }, 'that a session was seen cannot be written');
		}
		// Who was seen again meanwhile is written once more.
		for (const [id, seen] of some) if (this.#seen.get(id) === seen) this.#seen.delete(id);
	}
}

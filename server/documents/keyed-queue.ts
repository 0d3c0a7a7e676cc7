/**
 * Work on documents, meeting by meeting: one thing after the other, and what a change asks for a moment
 * after the last change.
 *
 * Invariant: nothing that was asked for is forgotten; a failure is written to the log and the next thing
 * begins all the same.
 */
import type { Log } from '#server/log.ts';

/** Done so long after the last change, and so long after the first at most, ms. */
const QUIET_MS = 500;
const LATEST_MS = 1_500;

interface Waiting {
	timer: NodeJS.Timeout;
	/** When it is done at the latest. */
	latest: number;
}

export class KeyedQueue {
	readonly #log: Log;
	readonly #complaint: string;
	readonly #afterChange: (meeting: string) => Promise<void>;
	readonly #waiting = new Map<string, Waiting>();
	readonly #running = new Map<string, Promise<unknown>>();
	#stopped = false;

	/** `afterChange` is what `changed` asks for; `complaint` goes into the log beside an error. */
	constructor(log: Log, complaint: string, afterChange: (meeting: string) => Promise<void>) {
		this.#log = log;
		this.#complaint = complaint;
		this.#afterChange = afterChange;
	}

	/** Something changed: once it is quiet, `afterChange`. */
	changed(meeting: string): void {
		if (this.#stopped) return;
		const now = performance.now();
		const waiting = this.#waiting.get(meeting);
		clearTimeout(waiting?.timer);
		const latest = waiting?.latest ?? now + LATEST_MS;
		const wait = Math.max(0, Math.min(QUIET_MS, latest - now));
		this.#waiting.set(meeting, { latest, timer: setTimeout(() => this.#begin(meeting), wait) });
	}

	/** After everything asked for before; the result, or the error, is the caller's. */
	run<T>(meeting: string, what: () => Promise<T>): Promise<T> {
		const before = this.#running.get(meeting) ?? Promise.resolve();
		const next = before.catch(() => {}).then(what);
		this.#running.set(meeting, next);
		const done = () => {
			if (this.#running.get(meeting) === next) this.#running.delete(meeting);
		};
		next.then(done, done);
		return next;
	}

	/** The same where nobody waits. */
	runInBackground(meeting: string, what: () => Promise<void>): void {
		this.run(meeting, what).catch((error: unknown) =>
			this.#log.error({ err: error, meeting }, this.#complaint)
		);
	}

	/** When all that is under way is done. */
	async idle(): Promise<void> {
		await Promise.allSettled(this.#running.values());
	}

	/**
	 * Begins at once what waits, also for what comes of it, and waits for it; what changes later is caught up
	 * with at the next start.
	 */
	async stop(): Promise<void> {
		do {
			for (const meeting of [...this.#waiting.keys()]) this.#begin(meeting);
			await this.idle();
		} while (this.#waiting.size > 0);
		this.#stopped = true;
	}

	#begin(meeting: string): void {
		clearTimeout(this.#waiting.get(meeting)?.timer);
		this.#waiting.delete(meeting);
		this.runInBackground(meeting, () => this.#afterChange(meeting));
	}
}

/**
 * Work that comes all at once, in slices of the event loop. The sockets that have something to say are read one after
 * another in one turn, however many they are: a thousand phones that ask for a blind ballot at one instant would keep
 * everything else waiting for a second. So would telling each of a thousand something of its own.
 *
 * Invariant: what is given first is done first.
 */

/** So long other work waits at a time, ms. In the turn in which a thousand are read that comes on top of the reading. */
const SLICE_MS = 5;

export class WorkSlices {
	#now: () => number;
	#most: number;
	/** When this turn began to work; null while there is nothing to do. */
	#began: number | null = null;
	#waiting: (() => void)[] = [];

	/** `now` is a monotonic clock, ms; `slice`: so long other work waits at a time, ms. */
	constructor(now: () => number = () => performance.now(), slice = SLICE_MS) {
		this.#now = now;
		this.#most = slice;
	}

	/** The same of work that somebody waits for, and that may throw. */
	do<T>(work: () => T): Promise<T> {
		return new Promise((resolve, reject) => {
			this.run(() => {
				try {
					resolve(work());
				} catch (error) {
					reject(error as Error);
				}
			});
		});
	}

	/** Does it at once, or in a later turn where this one has worked long enough. It must not throw. */
	run(work: () => void): void {
		this.#began ??= this.#begin();
		if (this.#waiting.length > 0 || this.#now() - this.#began >= this.#most)
			this.#waiting.push(work);
		else work();
	}

	#begin(): number {
		setImmediate(() => this.#slice());
		return this.#now();
	}

	#slice(): void {
		this.#began = this.#waiting.length > 0 ? this.#begin() : null;
		if (this.#began === null) return;
		let done = 0;
		while (done < this.#waiting.length && this.#now() - this.#began < this.#most)
			this.#waiting[done++]!();
		this.#waiting.splice(0, done);
	}
}

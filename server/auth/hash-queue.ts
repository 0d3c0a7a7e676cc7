/**
 * Hashing of passwords, one at a time. A hash is tens of ms of a whole core and 19 MB; two hundred at
 * once would take every thread that files, archives and names are read with, and the loop beside them.
 *
 * Invariants: at most `AT_ONCE` hashes run; what waits is bounded, and beyond it nothing is hashed; who
 * waits under one key never keeps those under other keys waiting for more than one hash each.
 */

/** Hashes under way; more of them only take from the loop. */
const AT_ONCE = 1;
/** Waiting at most: all of them, and under one key. A hash takes about 30 ms. */
const MOST = { all: 200, key: 24 };

/** Too many wait: nothing was hashed; to be tried again in a moment. */
export class HashBusy extends Error {
	constructor() {
		super('too many passwords wait to be looked at');
		this.name = 'HashBusy';
	}
}

export class HashQueue {
	#running = 0;
	#size = 0;
	/** Who waits, by key; the key that is next stands first. */
	#waiting = new Map<string, (() => void)[]>();
	#most: typeof MOST;

	constructor(most: typeof MOST = MOST) {
		this.#most = most;
	}

	/** Hashes that wait. */
	get size(): number {
		return this.#size;
	}

	/**
	 * Runs one hash when it is its turn; keys take turns. `key`: from where it is asked, '' where
	 * nobody knows. Rejects with `HashBusy` when too many wait.
	 */
	async run<T>(task: () => Promise<T>, key = ''): Promise<T> {
		if (this.#running < AT_ONCE) this.#running += 1;
		else await this.#turn(key);
		try {
			return await task();
		} finally {
			this.#next();
		}
	}

	#turn(key: string): Promise<void> {
		const line = this.#waiting.get(key) ?? [];
		if (this.#size >= this.#most.all || line.length >= this.#most.key)
			return Promise.reject(new HashBusy());
		this.#waiting.set(key, line);
		this.#size += 1;
		return new Promise((begin) => line.push(begin));
	}

	/** The next key's first begins in the place of the one that ended. */
	#next(): void {
		const [first] = this.#waiting;
		if (!first) {
			this.#running -= 1;
			return;
		}
		const [key, line] = first;
		const begin = line.shift()!;
		this.#waiting.delete(key);
		if (line.length > 0) this.#waiting.set(key, line);
		this.#size -= 1;
		begin();
	}
}

/** The one queue of this process. */
export const hashQueue = new HashQueue();

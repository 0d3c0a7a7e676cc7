/**
 * Counts what one writer changed and what of it is on the server's disk, so that "saved" is the truth
 * (reliability F18). Knows no socket: told what was made, sent and confirmed.
 *
 * Invariant: a change counts as saved only when a confirmed message covered it; what is sent before a
 * connection has brought everything (`SyncStep2`) covers nothing.
 */

/** What a message covered: so many changes, and the writer's clock after them. */
interface Covered {
	made: number;
	clock: number;
}

export class SaveTracker {
	#made: number;
	#saved = 0;
	#clock: number;
	#sent: Covered[] = [];
	#whole = false;

	/** `unsaved` changes were found on this device; our own clock begins at `clock`. */
	constructor(unsaved = 0, clock = 0) {
		this.#made = unsaved;
		this.#clock = clock;
	}

	/** Changes that are not on the server's disk, as far as we know. */
	get unsaved(): number {
		return this.#made - this.#saved;
	}

	/** Everything of ours before this clock is saved. */
	get savedClock(): number {
		return this.#clock;
	}

	/** A change was made here. */
	make(): void {
		this.#made += 1;
	}

	/** A connection begins: nothing was said on it yet. */
	connect(): void {
		this.#sent = [];
		this.#whole = false;
	}

	/** A change was sent; `whole`: everything that the server lacks. `clock`: ours, next. */
	send(whole: boolean, clock: number): void {
		this.#whole ||= whole;
		this.#sent.push(
			this.#whole ? { made: this.#made, clock } : { made: this.#saved, clock: this.#clock }
		);
	}

	/** The server has stored the first `count` changes of this connection. */
	confirm(count: number): void {
		const covered = this.#sent[Math.min(count, this.#sent.length) - 1];
		if (!covered) return;
		this.#saved = Math.max(this.#saved, covered.made);
		this.#clock = Math.max(this.#clock, covered.clock);
	}
}

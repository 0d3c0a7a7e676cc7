/** How much of its room a document has used: bytes and number of its rows, with what waits to be stored. */
import { MAX_STATE } from './limits.ts';

export class SizeBudget {
	#bytes: number;
	#rows: number;
	/** The version that was found to be full. */
	#fullAt = -1;

	constructor(bytes: number, rows: number) {
		this.#bytes = bytes;
		this.#rows = rows;
	}

	get rows(): number {
		return this.#rows;
	}

	/** One row more. */
	add(bytes: number): void {
		this.#bytes += bytes;
		this.#rows += 1;
	}

	/**
	 * Would so many more bytes be too many? Rows may hold much that is gone from the state, and only the
	 * state counts (F27): `now` says its bytes, and is asked at most once while a full `version` stays.
	 */
	exceeded(more: number, version: number, now: () => number): boolean {
		if (this.#bytes + more <= MAX_STATE) return false;
		if (this.#fullAt === version) return true;
		this.#bytes = now();
		const full = this.#bytes + more > MAX_STATE;
		if (full) this.#fullAt = version;
		return full;
	}
}

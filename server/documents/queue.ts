/**
 * What of one document waits to be stored, in order.
 *
 * Invariants: order never changes; nothing leaves unless a COMMIT held it, or the document leaves
 * memory; after a failure all of it is tried again, and meanwhile the document takes nothing new (F21).
 */
import type { Part } from '#server/meeting/journal.ts';
import { RETRY_MS } from './limits.ts';

/** One thing that waits. */
export interface Waiting {
	/** A Yjs update, or null for other writing. */
	update: Uint8Array | null;
	/** The connection it came from; null for the server. */
	from: unknown;
	/** Writes its rows; runs inside the transaction. */
	store(): void;
	stored(): void;
	lost(error: Error): void;
}

export class StoreQueue {
	#schedule: () => void;
	#waiting: Waiting[] = [];
	#inFlight: Waiting[] = [];
	#failures = 0;
	#retry: NodeJS.Timeout | null = null;
	#emptied: (() => void)[] = [];
	/** Bytes of all updates that wait. */
	bytes = 0;

	/** `schedule` asks for a COMMIT soon. */
	constructor(schedule: () => void) {
		this.#schedule = schedule;
	}

	get quiet(): boolean {
		return this.#waiting.length === 0 && this.#inFlight.length === 0;
	}

	/** The last COMMIT failed. */
	get failing(): boolean {
		return this.#failures > 0;
	}

	/** All updates that wait, oldest first. */
	get updates(): Uint8Array[] {
		return [...this.#inFlight, ...this.#waiting].flatMap((one) => one.update ?? []);
	}

	add(entry: Waiting): void {
		this.#waiting.push(entry);
		this.bytes += entry.update?.length ?? 0;
		if (!this.failing) this.#schedule();
	}

	/** Resolves when nothing waits. */
	empty(): Promise<void> {
		if (this.quiet) return Promise.resolve();
		return new Promise((done) => this.#emptied.push(done));
	}

	/** What is to be stored now; null when there is nothing. */
	take(key: string): Part | null {
		if (this.#waiting.length === 0) return null;
		this.#inFlight = this.#waiting;
		this.#waiting = [];
		const entries = this.#inFlight;
		return {
			key,
			store() {
				for (const entry of entries) entry.store();
			}
		};
	}

	/** The COMMIT held. `recovered`: the one before had failed. */
	settle(): { entries: Waiting[]; recovered: boolean } {
		const entries = this.#inFlight;
		const recovered = this.failing;
		this.#inFlight = [];
		this.#failures = 0;
		for (const entry of entries) this.bytes -= entry.update?.length ?? 0;
		return { entries, recovered };
	}

	/** After everybody was told of a COMMIT: calls those who waited for the end. */
	rest(): void {
		if (this.quiet) for (const done of this.#emptied.splice(0)) done();
	}

	/** The COMMIT failed: all of it waits in its place. True for the first failure of a row. */
	fail(): boolean {
		this.#waiting = [...this.#inFlight, ...this.#waiting];
		this.#inFlight = [];
		const wait = Math.min(RETRY_MS.most, RETRY_MS.least * 2 ** this.#failures);
		this.#failures += 1;
		this.#retry = setTimeout(this.#schedule, wait).unref();
		return this.#failures === 1;
	}

	/** Gives up: whoever still waits is told so. */
	leave(error: Error): void {
		if (this.#retry) clearTimeout(this.#retry);
		for (const entry of [...this.#inFlight, ...this.#waiting]) entry.lost(error);
		this.#waiting = [];
		this.#inFlight = [];
		this.bytes = 0;
		for (const done of this.#emptied.splice(0)) done();
	}
}

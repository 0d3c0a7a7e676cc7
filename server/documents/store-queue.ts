/**
 * What of one document waits to be stored, in order.
 *
 * Invariants: order never changes; nothing that was taken from a writer leaves unless a COMMIT held it, or the
 * document leaves memory; after a failure all of it is tried again, and meanwhile the document takes
 * nothing new (F21). Only what somebody waits for at a form is tried once.
 */
import type { Write } from '#server/db/store.ts';
import { RETRY_MS } from './limits.ts';

/** One thing that waits. */
export interface Waiting {
	/** A Yjs update, or null for other writing. */
	update: Uint8Array | null;
	/** The connection it came from; null for the server. */
	from: unknown;
	/** Tried once: after a failed COMMIT it is lost, because whoever asked wants an answer. */
	once?: boolean;
	/** What stores it; asked just before each COMMIT that it is in. */
	writes(): readonly Write[];
	stored(): void;
	lost(error: Error): void;
}

export class StoreQueue {
	#schedule: () => void;
	#waiting: Waiting[] = [];
	#inFlight: Waiting[] = [];
	#failures = 0;
	#failed: Error | null = null;
	#retry: NodeJS.Timeout | null = null;
	#emptied: { done: () => void; lost: ((error: Error) => void) | null }[] = [];
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

	/** Resolves when nothing waits; with `once` it rejects where that could not be stored. */
	empty(once = false): Promise<void> {
		if (this.quiet) return Promise.resolve();
		if (once && this.#failed) return Promise.reject(this.#failed);
		return new Promise((done, lost) => this.#emptied.push({ done, lost: once ? lost : null }));
	}

	/** What is to be stored now; null when there is nothing. */
	take(): Write[] | null {
		if (this.#waiting.length === 0) return null;
		this.#inFlight = this.#waiting;
		this.#waiting = [];
		return this.#inFlight.flatMap((entry) => entry.writes());
	}

	/** The COMMIT held. `recovered`: the one before had failed. */
	settle(): { entries: Waiting[]; recovered: boolean } {
		const entries = this.#inFlight;
		const recovered = this.failing;
		this.#inFlight = [];
		this.#failures = 0;
		this.#failed = null;
		for (const entry of entries) this.bytes -= entry.update?.length ?? 0;
		return { entries, recovered };
	}

	/** After everybody was told of a COMMIT: calls those who waited for the end. */
	rest(): void {
		if (this.quiet) for (const { done } of this.#emptied.splice(0)) done();
	}

	/** The COMMIT failed: all of it waits in its place. True for the first failure of a row. */
	fail(error: Error): boolean {
		const given = [...this.#inFlight, ...this.#waiting];
		this.#waiting = given.filter(({ once }) => !once);
		this.#inFlight = [];
		for (const entry of given) if (entry.once) entry.lost(error);
		for (const { lost } of this.#emptied) lost?.(error);
		this.#emptied = this.#emptied.filter(({ lost }) => !lost);
		// Where nothing is left to be tried again, nothing fails.
		if (this.#waiting.length === 0) return false;
		this.#failed = error;
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
		for (const { done } of this.#emptied.splice(0)) done();
	}
}

/**
 * Tells screens what was stored: the first event at once, then at most one frame per tick, encoded
 * once for everybody. The tick stretches with the cost of a broadcast, so that telling never starves
 * deciding, and a broadcast is written in slices, so that a command never
 * waits for a thousand phones.
 */
import type { EventsMessage } from '#lib/meeting/wire.ts';
import type { CommitResult } from './unit-of-work.ts';

/** Never more than twenty frames a second. */
const TICK_MS = 50;
/** Telling may take at most a fifth of a core. */
const SHARE = 5;
/** And never stretches the tick beyond this. */
const LONGEST_MS = 1000;
/** So long other work waits for a broadcast at a time. */
const SLICE_MS = 4;
/** So many sockets between two looks at the clock. */
const STRIDE = 16;

/** Writes one frame to the next socket; false when nobody is left. */
export type Broadcast = () => boolean;
const NOBODY_LEFT: Broadcast = () => false;

/** How long after a broadcast that cost so much the next one may begin, both in ms. */
export function tickAfter(cost: number): number {
	return Math.min(LONGEST_MS, Math.max(TICK_MS, SHARE * cost));
}

export class BroadcastQueue {
	#begin: (frame: EventsMessage) => Broadcast;
	#failed: (error: unknown) => void;
	#now: () => number;
	#spent: () => number;
	#waiting: EventsMessage | null = null;
	#timer: NodeJS.Timeout | null = null;
	#running: Broadcast | null = null;
	#lastAt = -Infinity;
	#tick = tickAfter(0);
	#cost = 0;
	#before = 0;
	#slow = false;

	/**
	 * `begin` encodes a frame and returns how it is written; `failed` hears what breaks off, which nobody above
	 * a timer would catch: those who were not told hear by the next presence that they lack something, and
	 * ask for it. `now` is a monotonic clock, `spent` the CPU time of this process, both in ms. The tick
	 * follows what a broadcast costs us, not how long other programs on the machine kept us from it.
	 */
	constructor(
		begin: (frame: EventsMessage) => Broadcast,
		failed: (error: unknown) => void,
		now: () => number = () => performance.now(),
		spent: () => number = cpuTime
	) {
		this.#begin = (frame) => this.#guarded(() => begin(frame), NOBODY_LEFT);
		this.#failed = failed;
		this.#now = now;
		this.#spent = spent;
	}

	/** Adds what was stored; `head` is the hash after it. */
	enqueue(result: CommitResult, head: string): void {
		const first = result.events[0];
		if (!first && Object.keys(result.texts).length === 0) return;
		const frame = (this.#waiting ??= { from: first?.seq ?? 0, events: [], head, texts: {} });
		if (frame.events.length === 0 && first) frame.from = first.seq;
		frame.events.push(...result.events);
		Object.assign(frame.texts, result.texts);
		frame.head = head;
		if (!this.#timer && !this.#running) this.#arm();
	}

	/** Sends what is under way and what waits, without a pause, and stops the timer. */
	stop(): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
		while (this.#running && this.#write(this.#running));
		this.#running = null;
		const frame = this.#waiting;
		this.#waiting = null;
		const rest = frame && this.#begin(frame);
		while (rest && this.#write(rest));
	}

	#write(broadcast: Broadcast): boolean {
		return this.#guarded(broadcast, false);
	}

	#guarded<T>(work: () => T, otherwise: T): T {
		try {
			return work();
		} catch (error) {
			this.#failed(error);
			return otherwise;
		}
	}

	#arm(): void {
		const wait = this.#lastAt + this.#tick - this.#now();
		if (wait <= 0) this.#flush();
		else this.#timer = setTimeout(() => this.#flush(), wait);
	}

	#flush(): void {
		this.#timer = null;
		const frame = this.#waiting;
		if (!frame) return;
		this.#waiting = null;
		// Asking for CPU time is not cheap; a broadcast that ends in its first slice is told by the clock.
		this.#before = this.#slow ? this.#spent() : -Infinity;
		const start = this.#now();
		this.#running = this.#begin(frame);
		this.#cost = this.#now() - start;
		this.#slice();
	}

	#slice(): void {
		const running = this.#running;
		if (!running) return;
		const start = this.#now();
		let more = true;
		while (more && this.#now() - start < SLICE_MS)
			for (let n = 0; more && n < STRIDE; n++) more = this.#write(running);
		this.#cost += this.#now() - start;
		if (more) return void setImmediate(() => this.#slice());
		this.#running = null;
		// The slices by the clock, less what other programs took.
		this.#cost = Math.min(this.#cost, this.#slow ? this.#spent() - this.#before : Infinity);
		this.#slow = this.#cost > SLICE_MS;
		this.#lastAt = this.#now();
		this.#tick = tickAfter(this.#cost);
		if (this.#waiting) this.#arm();
	}
}

function cpuTime(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

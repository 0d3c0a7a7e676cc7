/**
 * Tells screens what was stored: the first event at once, then at most one frame per tick, encoded
 * once for everybody. The tick stretches with the cost of a broadcast, so that telling never starves
 * deciding (architecture §2, step 8).
 */
import type { EventsMessage } from '#lib/meeting/wire.ts';
import type { Report } from './room.ts';

/** Never more than twenty frames a second. */
const TICK_MS = 50;
/** Telling may take at most a fifth of the time. */
const SHARE = 5;

export class Frames {
	#send: (frame: EventsMessage) => void;
	#now: () => number;
	#waiting: EventsMessage | null = null;
	#timer: NodeJS.Timeout | null = null;
	#lastAt = -Infinity;
	#tick = TICK_MS;

	/** `send` broadcasts one frame; `now` is a monotonic clock in ms. */
	constructor(send: (frame: EventsMessage) => void, now: () => number = () => performance.now()) {
		this.#send = send;
		this.#now = now;
	}

	/** Adds what was stored; `head` is the hash after it. */
	tell(report: Report, head: string): void {
		const first = report.events[0];
		if (!first && Object.keys(report.texts).length === 0) return;
		const frame = (this.#waiting ??= { from: first?.seq ?? 0, events: [], head, texts: {} });
		if (frame.events.length === 0 && first) frame.from = first.seq;
		frame.events.push(...report.events);
		Object.assign(frame.texts, report.texts);
		frame.head = head;
		if (this.#timer) return;
		const wait = this.#lastAt + this.#tick - this.#now();
		if (wait <= 0) this.#flush();
		else this.#timer = setTimeout(() => this.#flush(), wait);
	}

	/** Sends what waits and stops the timer. */
	stop(): void {
		if (this.#waiting) this.#flush();
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
	}

	#flush(): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
		const frame = this.#waiting;
		if (!frame) return;
		this.#waiting = null;
		const start = this.#now();
		this.#send(frame);
		this.#lastAt = this.#now();
		this.#tick = Math.max(TICK_MS, SHARE * (this.#lastAt - start));
	}
}

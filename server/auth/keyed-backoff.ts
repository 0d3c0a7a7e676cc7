/** Lets tries of one key through one at a time, slower after each wrong one, and never for good. */
import type { Clock } from '#server/clock.ts';

/** Wrong tries that cost nothing: people mistype. */
const FREE = 5;
const FIRST_MS = 250;
const MOST_MS = 4000;
/** Wrong tries are forgotten when nothing was tried for so long, ms. */
const FORGET_MS = 15 * 60_000;
/** Tries of one key that may wait. */
const WAITING = 16;
const MOST_KEYS = 20_000;

interface Lane {
	wrong: number;
	at: number;
	waiting: number;
	last: Promise<unknown>;
}

export class KeyedBackoff {
	#lanes = new Map<string, Lane>();
	#pause: (ms: number) => Promise<void>;
	#clock: Clock;

	constructor(pause: (ms: number) => Promise<void>, clock: Clock) {
		this.#pause = pause;
		this.#clock = clock;
	}

	/** What `attempt` gives, null for a wrong one; `wait` when too many of this key wait already. */
	async take<T>(key: string, attempt: () => Promise<T | null>): Promise<T | null | 'wait'> {
		const lane = this.#lane(key);
		if (lane.waiting >= WAITING) return 'wait';
		lane.waiting += 1;
		const mine = lane.last.then(() => this.#try(key, lane, attempt));
		lane.last = mine.catch(() => {});
		return mine.finally(() => (lane.waiting -= 1));
	}

	async #try<T>(key: string, lane: Lane, attempt: () => Promise<T | null>): Promise<T | null> {
		if (lane.wrong >= FREE)
			await this.#pause(Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(lane.wrong - FREE, 10)));
		const got = await attempt();
		lane.at = this.#clock();
		lane.wrong = got === null ? lane.wrong + 1 : 0;
		if (got !== null && lane.waiting === 1) this.#lanes.delete(key);
		return got;
	}

	#lane(key: string): Lane {
		const now = this.#clock();
		const known = this.#lanes.get(key);
		if (known && (known.waiting > 0 || now - known.at < FORGET_MS)) return known;
		if (this.#lanes.size >= MOST_KEYS) this.#forget(now);
		const lane = { wrong: 0, at: now, waiting: 0, last: Promise.resolve() };
		this.#lanes.set(key, lane);
		return lane;
	}

	/** Those that rest; where none does, the oldest. */
	#forget(now: number): void {
		for (const [key, { waiting, at }] of this.#lanes)
			if (waiting === 0 && now - at >= FORGET_MS) this.#lanes.delete(key);
		for (const [key, { waiting }] of this.#lanes) {
			if (this.#lanes.size < MOST_KEYS) return;
			if (waiting === 0) this.#lanes.delete(key);
		}
	}
}

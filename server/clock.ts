/**
 * Time as this process measures it. A span (a turn, a grace, a refill, an age) is measured with
 * `monotonic`; a date that people read or that outlives a start is told by a `SteadyClock`.
 *
 * Invariants: neither goes backwards or steps when somebody sets the machine's clock; both go on
 * over a sleep of the machine, which is time that passed (docs/decisions/0011-clocks.md).
 */
import { uptime } from 'node:os';

/** A source of ms: since an epoch for dates, since any moment for spans. */
export type Clock = () => number;

/** A steady clock is at most so much faster or slower than true, while it finds its way. */
export const SLEW = 0.01;

/** The clocks of the machine that a sleep is seen by; tests bring their own. */
export interface Machine {
	/** Stands still while the machine sleeps. */
	running: Clock;
	/** Goes on while it sleeps; coarse. */
	up: Clock;
	/** What somebody may set. */
	wall: Clock;
}

const machine: Machine = {
	running: () => performance.now(),
	up: () => uptime() * 1000,
	wall: Date.now
};

/** So often a sleep is looked for, and from which length it is believed. */
const LOOK_MS = 1000;
const SLEEP_MS = 3000;

/**
 * A monotonic clock that counts the machine's sleep. A sleep is what both the time since the machine's
 * start and the wall clock say: one alone may be set, or be wrong.
 */
export function monotonicClock({ running, up, wall }: Machine): Clock {
	let slept = 0;
	let seen = { running: running(), up: up(), wall: wall() };
	return () => {
		const at = running();
		if (at - seen.running < LOOK_MS) return at + slept;
		const now = { running: at, up: up(), wall: wall() };
		const ran = now.running - seen.running;
		const lacking = now.up - seen.up - ran;
		if (lacking > SLEEP_MS && Math.abs(now.wall - seen.wall - ran - lacking) < SLEEP_MS)
			slept += lacking;
		seen = now;
		return at + slept;
	};
}

/** Ms of this process for every span; never set, never backwards. */
export const monotonic: Clock = monotonicClock(machine);

/** Dates that follow another clock without ever stepping. */
export class SteadyClock {
	#target: Clock;
	#monotonic: Clock;
	#at: number;
	#shown: number;

	/** Follows `target`; begins there, or later where `from` (ms) is later. */
	constructor(target: Clock, spans: Clock, from = -Infinity) {
		this.#target = target;
		this.#monotonic = spans;
		this.#at = spans();
		this.#shown = Math.max(target(), from);
	}

	/** Ms since the epoch, whole. */
	now(): number {
		const at = this.#monotonic();
		const passed = Math.max(0, at - this.#at);
		const straight = this.#shown + passed;
		const most = passed * SLEW;
		this.#at = at;
		this.#shown = straight + Math.min(most, Math.max(-most, this.#target() - straight));
		return Math.floor(this.#shown);
	}

	/** How far the target is ahead, ms. */
	get behind(): number {
		return this.#target() - this.now();
	}

	/** Steps to the target, or to `from` where that is later: only where nothing is being measured. */
	catchUp(from = -Infinity): void {
		this.#at = this.#monotonic();
		this.#shown = Math.max(this.#target(), from);
	}
}

/** Looks after something again and again; what breaks off is heard by `failed`, for nobody above would catch it. */
export function every(
	ms: number,
	look: () => void,
	failed: (error: unknown) => void
): NodeJS.Timeout {
	return setInterval(() => {
		try {
			look();
		} catch (error) {
			failed(error);
		}
	}, ms).unref();
}

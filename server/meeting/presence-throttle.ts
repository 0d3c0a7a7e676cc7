/**
 * When a room tells who is here. Its presence carries the last number too, so that a lost last frame
 * heals within fifteen seconds (F32); a frame that was just told does the same, and beating beside it
 * would only wake every phone once more.
 *
 * Invariant: something is told every fifteen seconds, and the clock of the server every minute.
 */

/** After so long without a frame or presence everybody hears the last number. */
const SILENCE_MS = 15_000;
/** Screens derive their clocks from presence. */
const CLOCK_MS = 60_000;
/** While people stream in, counting for everybody waits: so long after the last, and so long at most. */
const RUSH = { quiet: 250, most: 3000 };

export class PresenceThrottle {
	#changed = false;
	#cameAt = -Infinity;
	#framedAt = -Infinity;
	#sentAt = -Infinity;

	/** Somebody came, at this ms. */
	came(now: number): void {
		this.#changed = true;
		this.#cameAt = now;
	}

	/** Somebody went, or holds other seats than before. */
	changed(): void {
		this.#changed = true;
	}

	/** Everybody was told events. */
	framed(now: number): void {
		this.#framedAt = now;
	}

	/** Whether presence is to be told now; asked once a second. Who asks and hears yes, tells it. */
	due(now: number): boolean {
		const since = now - this.#sentAt;
		const silent = now - Math.max(this.#sentAt, this.#framedAt);
		if (!this.#changed && silent < SILENCE_MS && since < CLOCK_MS) return false;
		if (now - this.#cameAt < RUSH.quiet && since < RUSH.most) return false;
		this.#changed = false;
		this.#sentAt = now;
		return true;
	}
}

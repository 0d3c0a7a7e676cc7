/**
 * Token buckets in memory. Keys are a session, a seat or a meeting; the hall's shared address is never
 * a key on its own, so that one noisy phone does not lock out five hundred honest ones.
 *
 * Invariant: a bucket fills with time that passed, never with what the machine's clock says: that may be
 * set back, and then every phone would have to wait for it.
 */
import { monotonic, type Clock } from '#server/clock.ts';

interface Bucket {
	tokens: number;
	at: number;
}

export class Limiter {
	#burst: number;
	#perSecond: number;
	#clock: Clock;
	#buckets = new Map<string, Bucket>();

	/** `burst` at once, then `perSecond` more each second. `clock` measures spans; tests bring theirs. */
	constructor(burst: number, perSecond: number, clock: Clock = monotonic) {
		this.#burst = burst;
		this.#perSecond = perSecond;
		this.#clock = clock;
	}

	/** Takes tokens, one unless told; false when there are not so many. */
	take(key: string, tokens = 1): boolean {
		const now = this.#clock();
		const bucket = this.#buckets.get(key) ?? { tokens: this.#burst, at: now };
		bucket.tokens = this.#filled(bucket, now);
		bucket.at = now;
		if (this.#buckets.size > 50_000) this.#forgetFull(now);
		this.#buckets.set(key, bucket);
		if (bucket.tokens < tokens) return false;
		bucket.tokens -= tokens;
		return true;
	}

	/** Gives back what was taken for nothing. */
	giveBack(key: string, tokens = 1): void {
		const bucket = this.#buckets.get(key);
		if (bucket) bucket.tokens = Math.min(this.#burst, bucket.tokens + tokens);
	}

	/** Forgets one key. */
	forget(key: string): void {
		this.#buckets.delete(key);
	}

	#filled({ tokens, at }: Bucket, now: number): number {
		return Math.min(this.#burst, tokens + (Math.max(0, now - at) / 1000) * this.#perSecond);
	}

	#forgetFull(now: number): void {
		for (const [key, bucket] of this.#buckets)
			if (this.#filled(bucket, now) >= this.#burst) this.#buckets.delete(key);
	}
}

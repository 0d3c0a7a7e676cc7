/**
 * Token buckets in memory. Keys are a session, a seat or a meeting; the hall's shared address is never
 * a key on its own, so that one noisy phone does not lock out five hundred honest ones.
 */

interface Bucket {
	tokens: number;
	at: number;
}

export class Limiter {
	#burst: number;
	#perSecond: number;
	#buckets = new Map<string, Bucket>();

	/** `burst` at once, then `perSecond` more each second. */
	constructor(burst: number, perSecond: number) {
		this.#burst = burst;
		this.#perSecond = perSecond;
	}

	/** Takes tokens, one unless told; false when there are not so many. `now` in ms. */
	take(key: string, now: number, tokens = 1): boolean {
		const bucket = this.#buckets.get(key) ?? { tokens: this.#burst, at: now };
		bucket.tokens = Math.min(
			this.#burst,
			bucket.tokens + ((now - bucket.at) / 1000) * this.#perSecond
		);
		bucket.at = now;
		if (this.#buckets.size > 50_000) this.#forgetFull(now);
		this.#buckets.set(key, bucket);
		if (bucket.tokens < tokens) return false;
		bucket.tokens -= tokens;
		return true;
	}

	/** Forgets one key. */
	forget(key: string): void {
		this.#buckets.delete(key);
	}

	#forgetFull(now: number): void {
		for (const [key, bucket] of this.#buckets)
			if (bucket.tokens + ((now - bucket.at) / 1000) * this.#perSecond >= this.#burst)
				this.#buckets.delete(key);
	}
}

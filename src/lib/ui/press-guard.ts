/**
 * Keeps a nervous finger from doing two things with a button that changes what it does: after each press it
 * sleeps for a moment, and a press that was meant for a question which went away by itself does nothing.
 */

/** Longer than a trembling double press, ms. */
export const REST = 700;

export class PressGuard {
	#restsUntil = -Infinity;
	#asked: { about: string; until: number } | null = null;

	/** A first press of two was made: the second may come within `ms`. */
	asked(now: number, about: string, ms: number): void {
		this.#asked = { about, until: now + ms };
	}

	/** True where this press acts. `about` names what it would act on. */
	accepts(now: number, about: string): boolean {
		const meant = this.#asked;
		this.#asked = null;
		if (now < this.#restsUntil) return false;
		return meant === null || meant.about === about || now >= meant.until;
	}

	/** Something was done, or is being done. */
	rest(now: number): void {
		this.#restsUntil = now + REST;
	}
}

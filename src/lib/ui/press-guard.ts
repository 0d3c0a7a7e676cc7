/**
 * Keeps a nervous finger from doing two things with a button that changes what it does: after each press it
 * sleeps for a moment, and a press that was meant for a question which went away by itself does nothing. Buttons
 * that take each other's place share a guard. Rule [T33].
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
		// A question that was read and answered is no trembling, however soon it came.
		if (meant && now < meant.until) return meant.about === about;
		return now >= this.#restsUntil;
	}

	/** Something was done, or is being done. */
	rest(now: number): void {
		this.#restsUntil = now + REST;
	}
}

/**
 * One button under a guard: what it does, one press at a time, asleep while that is on its way and a moment longer.
 * `onsending` hears when it begins and ends.
 */
export function guardedPress(
	guard: PressGuard,
	onsending: (sending: boolean) => void = () => {}
): (about: string, task: () => unknown) => Promise<void> {
	let sending = false;
	const set = (is: boolean) => {
		// What was done may be on the screen before the answer is here.
		guard.rest(performance.now());
		onsending((sending = is));
	};
	return async (about, task) => {
		if (sending || !guard.accepts(performance.now(), about)) return;
		set(true);
		try {
			await task();
		} finally {
			set(false);
		}
	};
}

/**
 * Two presses for what can't easily be taken back: the first asks, the second acts. A double click or
 * a key held down is one press, not two; after a while, or when its meaning changes, it forgets.
 */

/** A second press sooner than this is still the first one, in ms. */
export const TOO_SOON = 400;

export class TwoPress {
	#askedAt: number | null = null;
	#meaning = '';
	#forgets: number;

	constructor(forgetsAfterMs: number) {
		this.#forgets = forgetsAfterMs;
	}

	/** What a press at `now` does. `meaning` names what it would do, so that it never does another thing. */
	press(now: number, meaning: string): 'ask' | 'act' | 'ignore' {
		const asked = this.#askedAt;
		if (asked === null || now - asked > this.#forgets || meaning !== this.#meaning) {
			this.#askedAt = now;
			this.#meaning = meaning;
			return 'ask';
		}
		if (now - asked < TOO_SOON) return 'ignore';
		this.forget();
		return 'act';
	}

	forget(): void {
		this.#askedAt = null;
	}
}

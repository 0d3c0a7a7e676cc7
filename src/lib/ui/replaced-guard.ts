/**
 * Whether what is pressed can be meant for what stands there now: somebody else may just have put it in the place of
 * what was there before. Rule [T33].
 */
import { PressGuard } from './press-guard.ts';

export class ReplacedGuard {
	#guard = new PressGuard();
	#what: string | null = null;
	#byUs = false;

	/** This stands there, since `now` (ms of the page) where it was another before; null: nothing does. */
	shows(what: string | null, now: number): void {
		if (what === this.#what) return;
		// Before the first one nothing was there that a press could have been meant for.
		if (this.#what !== null && !this.#byUs) this.#guard.rest(now);
		this.#byUs = false;
		this.#what = what;
	}

	/** The next change is made by who presses here, and looks; false: it was refused. */
	changes(byUs: boolean): void {
		this.#byUs = byUs;
	}

	/** True once whoever presses can have seen it. */
	accepts(now: number): boolean {
		return this.#guard.accepts(now, '');
	}
}

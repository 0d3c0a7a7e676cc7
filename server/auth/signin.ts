/**
 * Signing in. Wrong tries are counted per login, whoever makes them, and all wrong tries together slow
 * the answer down; no address is ever a key, because a whole hall shares one.
 */
import type { App } from '#server/app.ts';
import { monotonic, type Clock } from '#server/clock.ts';
import type { Account } from './accounts.ts';
import { Limiter } from './limiter.ts';
import { fieldText } from '#lib/meeting/words.ts';

export type SignIn = { account: Account } | { refused: 'wrong' | 'wait' };

/** Waits some ms; tests bring their own. */
export type Pause = (ms: number) => Promise<void>;
const realPause: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class SignInDesk {
	/** Eight tries, then one in fifteen seconds: 5,760 a day for one login. */
	#tries: Limiter;
	/** Wrong tries of everybody: 30 at once, then one a second, before answers get slow. */
	#everybody: Limiter;
	#pause: Pause;

	/** Tests bring their own pause and clock. */
	constructor(pause: Pause = realPause, clock: Clock = monotonic) {
		this.#pause = pause;
		this.#tries = new Limiter(8, 1 / 15, clock);
		this.#everybody = new Limiter(30, 1, clock);
	}

	/**
	 * The account, or why not. The same word and the same time whether the login exists or not;
	 * `wait`: this login has been tried too often just now.
	 */
	async signIn(app: App, login: string, password: string): Promise<SignIn> {
		const key = fieldText(login.trim().toLowerCase(), 100);
		if (!this.#tries.take(key)) {
			app.log.warn('an organiser login is being tried too often');
			return { refused: 'wait' };
		}
		const account = await app.accounts.signIn(key, password);
		if (account) {
			this.#tries.forget(key);
			return { account };
		}
		if (!this.#everybody.take('all')) await this.#pause(SLOW_MS);
		return { refused: 'wrong' };
	}
}

const SLOW_MS = 3000;

/** The one desk of this process. */
export const signInDesk = new SignInDesk();

/**
 * Signing in. Wrong tries make the next ones slow, per login and network, and across networks per login;
 * never does a wrong try, of whomever, shut the right password out: it waits its seconds and gets in.
 */
import type { App } from '#server/app.ts';
import { monotonic, type Clock } from '#server/clock.ts';
import type { SignedIn } from './accounts.ts';
import { HashBusy } from './hash-queue.ts';
import { fieldText } from '#lib/meeting/words.ts';
import { Limiter } from './limiter.ts';
import { KeyedBackoff } from './keyed-backoff.ts';

export type SignIn = { account: SignedIn } | { refused: 'wrong' | 'wait' };

/** Waits some ms; tests bring their own. */
export type Pause = (ms: number) => Promise<void>;
const realPause: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A login that is tried from everywhere waits so long each time, ms. */
const BESIEGED_MS = 4000;
/** So late comes a wrong answer to a network that tries many logins, ms. */
const SLOW_MS = 3000;

export class SignInDesk {
	/** One login from one network. */
	#backoff: KeyedBackoff;
	/** One login from everywhere: sixty at once, then one in five seconds, before each try waits. */
	#logins: Limiter;
	/** Wrong tries of one network: thirty at once, then one a second, before wrong answers get slow. */
	#networks: Limiter;
	#pause: Pause;

	constructor(pause: Pause = realPause, clock: Clock = monotonic) {
		this.#pause = pause;
		this.#backoff = new KeyedBackoff(pause, clock);
		this.#logins = new Limiter(60, 1 / 5, clock);
		this.#networks = new Limiter(30, 1, clock);
	}

	/**
	 * The account, or why not. The same word and the same time whether the login exists or not. `network`:
	 * see `network.ts`; null is one network too. `wait`: so many are trying this login from there that nothing was looked at.
	 */
	async signIn(app: App, login: string, password: string, from: string | null): Promise<SignIn> {
		const network = from ?? '';
		const key = fieldText(login.trim().toLowerCase(), 100);
		const tried = await this.#backoff.take(`${network} ${key}`, async () => {
			if (!this.#logins.take(key)) await this.#pause(BESIEGED_MS);
			return app.accounts.signIn(key, password, network).catch(busy);
		});
		if (tried === 'wait' || tried === 'busy') return { refused: 'wait' };
		if (tried) return { account: tried };
		if (!this.#networks.take(network)) await this.#pause(SLOW_MS);
		return { refused: 'wrong' };
	}
}

/** So many try at once that nothing was looked at: the same sentence asks for a moment. */
function busy(error: unknown): 'busy' {
	if (error instanceof HashBusy) return 'busy';
	throw error;
}

/** The one desk of this process. */
export const signInDesk = new SignInDesk();

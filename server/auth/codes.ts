/**
 * The six-digit code. A wrong one answers the same for everybody, later and later for a phone that
 * keeps guessing; when many are wrong in the whole house the desk is told. Nobody's address is shut
 * out: right codes are always answered at once.
 */
import type { App } from '#server/app.ts';
import { monotonic, type Clock } from '#server/clock.ts';
import type { Room } from '#server/meeting/room.ts';
import { Limiter } from './limiter.ts';
import type { Pause } from './signin.ts';

const realPause: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Every wrong code takes so long at least. */
const WRONG_MS = 400;
/** And so long when a phone, or the whole house, guesses too much. */
const SLOW_MS = 4000;
/** How long the desk reads that somebody guesses. */
const ALARM_MS = 10 * 60_000;

export class CodeDesk {
	/** When guessing was last noticed, by the clock for spans; null when never. */
	alarmedAt: number | null = null;
	#phones: Limiter;
	#house: Limiter;
	#pause: Pause;
	#clock: Clock;

	/** Tests bring their own pause and clock. */
	constructor(pause: Pause = realPause, clock: Clock = monotonic) {
		this.#pause = pause;
		this.#clock = clock;
		this.#phones = new Limiter(5, 1 / 20, clock);
		this.#house = new Limiter(40, 0.5, clock);
	}

	/** The room of a code, or undefined after a while. `phone`: its session, if it has one. */
	async find(app: App, typed: string, phone: string | null): Promise<Room | undefined> {
		const code = digitsOf(typed);
		const room = code === null ? undefined : await app.rooms.byCode(code);
		if (room) return room;
		// A phone without a session shares one bucket with the others that have none.
		const patient = this.#phones.take(phone ?? 'nobody') || phone === null;
		const calm = this.#house.take('all');
		if (!calm && !this.alarmed) {
			this.alarmedAt = this.#clock();
			app.log.warn('many wrong meeting codes: somebody may be guessing');
		}
		await this.#pause(patient && calm ? WRONG_MS : SLOW_MS);
		return undefined;
	}

	/** True for ten minutes after guessing was noticed. */
	get alarmed(): boolean {
		return this.alarmedAt !== null && this.#clock() - this.alarmedAt < ALARM_MS;
	}
}

/** Six digits out of what was typed: spaces and full-width digits are fine. */
export function digitsOf(typed: string): string | null {
	const digits = typed.normalize('NFKC').replace(/[\s-]+/gu, '');
	return /^\d{6}$/u.test(digits) ? digits : null;
}

/** The one desk of this process. */
export const codeDesk = new CodeDesk();

/**
 * `/join`, the one place where six digits may be tried, and only for meetings whose sign-in is open: one
 * limiter, one alarm.
 *
 * Nobody's address is shut out. What scans a QR brings the meeting's key and is never counted; a phone in
 * the hall (on the network of the meeting's own desk or big screen) finds that meeting whatever others do.
 * Of all the rest the house answers a number of wrong codes; when more are tried than that, the next tries,
 * right or wrong, wait their turn, and the desks read why.
 */
import { signInOf } from '#lib/meeting/plan/view.ts';
import { normalized } from '#lib/meeting/words.ts';
import type { App } from '#server/app.ts';
import { monotonic, type Clock } from '#server/clock.ts';
import type { Room } from '#server/meeting/room.ts';
import { isAddressKey } from './address-key.ts';
import { Limiter } from './limiter.ts';
import type { Caller } from './meeting-access.ts';
import { seatByLetters } from './short-links.ts';
import type { Pause } from './signin.ts';

const realPause: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Every wrong code takes so long, with whatever was looked up: a meeting that is not open yet takes longer than none. */
const WRONG_MS = 400;
/** One turn of waiting while somebody guesses. */
const TURN_MS = 4000;
/** Turns that one try waits, and tries that may wait at once: from one network, and in all. */
const TURNS = 2;
const WAITING = { network: 40, all: 400 };
/** How long the desk reads that somebody guesses. */
const ALARM_MS = 10 * 60_000;

/** Who tries a code. */
export interface Trying extends Caller {
	/** As `networkOf` says it. */
	network: string | null;
}

/** `busy`: nobody looked whether it is right. */
export type Found = Room | 'unknown' | 'busy';

export class CodeDesk {
	/** When guessing was last noticed, by the clock for spans; null when never. */
	alarmedAt: number | null = null;
	/** Wrong codes in the whole house: forty at once, then one in two seconds. */
	#house: Limiter;
	/** Wrong codes that one hall's own network tries for its meetings. */
	#halls: Limiter;
	#waiting = new Map<string, number>();
	#allWaiting = 0;
	#pause: Pause;
	#clock: Clock;

	/** Tests bring their own pause and clock. */
	constructor(pause: Pause = realPause, clock: Clock = monotonic) {
		this.#pause = pause;
		this.#clock = clock;
		this.#house = new Limiter(40, 0.5, clock);
		this.#halls = new Limiter(30, 0.5, clock);
	}

	/** The room that somebody means who typed this, or scanned it. */
	async find(app: App, typed: string, who: Trying): Promise<Found> {
		const key = typed.trim();
		const from = this.#clock();
		if (isAddressKey(key)) return (await app.access.byKey(key, who)) ?? this.#wrong(from);
		const code = digitsOf(typed);
		if (code === null) return 'unknown';
		const found = (await app.access.ownByCode(code, who)) ?? this.#inHall(app, code, who.network);
		if (found) return found;
		// Taken before anybody looks, or a thousand tries at once would all find one left.
		if (!(await this.#turn(app, who.network ?? ''))) return 'busy';
		const looked = this.#clock();
		const room = await app.access.openByCode(code);
		if (!room || !answersDigits(room)) return this.#wrong(looked);
		this.#house.giveBack('all');
		return room;
	}

	/** The seat that a short personal link opens; a wrong one is counted as a wrong code is. */
	async findSeat(app: App, { code, letters }: { code: string; letters: string }, who: Trying) {
		if (!(await this.#turn(app, who.network ?? ''))) return 'busy';
		const looked = this.#clock();
		const found = await seatByLetters(app, code, letters);
		if (!found) return this.#wrong(looked);
		this.#house.giveBack('all');
		return found;
	}

	/** A key of the hall's QR that was never one of ours: counted as a wrong code is. */
	async wrongKey(app: App, who: Trying): Promise<void> {
		await this.#turn(app, who.network ?? '');
		await this.#wrong(this.#clock());
	}

	/** True for ten minutes after guessing was noticed. */
	get alarmed(): boolean {
		return this.alarmedAt !== null && this.#clock() - this.alarmedAt < ALARM_MS;
	}

	/** The meeting held on the network where this code is typed: there it stands on the wall. */
	#inHall(app: App, code: string, network: string | null): Room | undefined {
		if (network === null || !app.liveGateway.isHall(network)) return undefined;
		// Carriers put strangers behind one address: they get no more than a few tries either.
		if (!this.#halls.take(network)) return undefined;
		const room = app.liveGateway.inHall(code, network);
		if (!room || !answersDigits(room)) return undefined;
		this.#halls.giveBack(network);
		return room;
	}

	/** Waits until one more code may be looked up; false when that takes too long. */
	async #turn(app: App, network: string): Promise<boolean> {
		if (this.#house.take('all')) return true;
		if (!this.alarmed) app.log.warn('many wrong meeting codes: somebody may be guessing');
		this.alarmedAt = this.#clock();
		const here = this.#waiting.get(network) ?? 0;
		if (here >= WAITING.network || this.#allWaiting >= WAITING.all) return false;
		this.#waiting.set(network, here + 1);
		this.#allWaiting += 1;
		try {
			for (let turn = 0; turn < TURNS; turn += 1) {
				await this.#pause(TURN_MS);
				if (this.#house.take('all')) return true;
			}
			return false;
		} finally {
			this.#allWaiting -= 1;
			const left = (this.#waiting.get(network) ?? 1) - 1;
			if (left > 0) this.#waiting.set(network, left);
			else this.#waiting.delete(network);
		}
	}

	/** `from`: when it began to be looked up, by the clock for spans. */
	async #wrong(from: number): Promise<'unknown'> {
		await this.#pause(Math.max(0, WRONG_MS - (this.#clock() - from)));
		return 'unknown';
	}
}

/** Guests may sit down now, or read that it is not held: the digits of all other meetings answer like none. */
function answersDigits(room: Room): boolean {
	return ['open', 'cancelled'].includes(signInOf(room.committed.state).is);
}

/** Six digits however they are spaced. */
const LONGEST = 40;

/** Six digits out of what was typed: spaces and full-width digits are fine. */
export function digitsOf(typed: string): string | null {
	if (typed.length > LONGEST) return null;
	const digits = normalized(typed, 'NFKC').replace(/[\s-]+/gu, '');
	return /^\d{6}$/u.test(digits) ? digits : null;
}

/** The one desk of this process. */
export const codeDesk = new CodeDesk();

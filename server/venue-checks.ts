/**
 * 会场检查: phones that try the hall's network before the day, counted and timed. Nothing of it belongs to the
 * meeting: it is kept in memory, and a key of the day leads to it.
 */
import type { Links } from './auth/links.ts';

/** One phone that scanned: how long its page took to open, and a word there and back, ms. */
export interface TriedPhone {
	openMs: number;
	thereAndBackMs: number;
}

const DAY_MS = 24 * 3_600_000;
/** Checks that are open at once, the last ones; and phones that one of them counts. */
const MOST_CHECKS = 50;
const MOST_PHONES = 300;
/** No letter that is read as another; 75 bits. */
const ALPHABET = '23456789abcdefghijkmnpqrstuvwxyz';
const LENGTH = 15;

interface Needs {
	links: Links;
	now: () => number;
}

interface Check {
	meeting: string;
	openedAt: number;
	phones: Map<string, TriedPhone>;
}

export class VenueChecks {
	#links: Links;
	#now: () => number;
	#checks = new Map<string, Check>();

	constructor({ links, now }: Needs) {
		this.#links = links;
		this.#now = now;
	}

	/** The key of this meeting's check today; phones that come with it are counted from now on. */
	open(meeting: string): string {
		const day = Math.floor(this.#now() / DAY_MS);
		const bytes = this.#links.derive('venue check', `${meeting} ${day}`).subarray(0, LENGTH);
		const key = Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
		const check = this.#found(key) ?? { meeting, openedAt: this.#now(), phones: new Map() };
		// The one that was looked at last is the last to go.
		this.#checks.delete(key);
		this.#checks.set(key, check);
		for (const old of this.#checks.keys()) {
			if (this.#checks.size <= MOST_CHECKS) break;
			this.#checks.delete(old);
		}
		return key;
	}

	/** Whether this is the key of a check that is open. */
	isOpen(key: string): boolean {
		return this.#found(key) !== undefined;
	}

	/** A phone tells its times, again as often as it is tried; which of them it is, counted from 1. Null: no such check. */
	tell(key: string, phone: string, tried: TriedPhone): number | null {
		const check = this.#found(key);
		if (!check || (!check.phones.has(phone) && check.phones.size >= MOST_PHONES)) return null;
		check.phones.set(phone, tried);
		return [...check.phones.keys()].indexOf(phone) + 1;
	}

	/** In the order in which they came. */
	phones(key: string): TriedPhone[] {
		return [...(this.#found(key)?.phones.values() ?? [])];
	}

	/** Counts from the beginning. */
	clear(key: string): void {
		this.#found(key)?.phones.clear();
	}

	#found(key: string): Check | undefined {
		const check = this.#checks.get(key);
		if (check && this.#now() - check.openedAt < DAY_MS) return check;
		this.#checks.delete(key);
		return undefined;
	}
}

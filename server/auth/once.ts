/**
 * "Sent twice is made once": every page whose form makes something carries a one-time id, and what is made
 * is found again by that id, whoever's cookie came with it, at once, after a restart or an hour later.
 *
 * Nothing is kept here. An id is random and signed with this house's key, so nobody invents one; from it
 * are derived the name of the command, the meeting, the session or the link that it makes, which therefore
 * can be made only once. Rows hold the derived names, never the id: who reads the database can repeat nothing.
 *
 * Invariants: an id belongs to one form, and to whom the page was drawn for; it is never in an address.
 */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { canonical } from '#lib/meeting/canonical.ts';
import type { Links } from './links.ts';

/** A page that was open for longer asks for one more press, ms. */
export const PAGE_MS = 24 * 3600_000;

/** The forms that make something; an id of one is nothing to another. */
export type Form =
	'guest' | 'seat' | 'claim' | 'meeting' | 'urgent' | 'desk' | 'account' | 'community';

/** One opened id. */
export interface OnceId {
	/** The name of the command that the form gives, in the table of answers. */
	readonly key: string;
	/** The same for one content of a form that only sets something: pressed anew, it is another deed. */
	keyFor(content: unknown): string;
	/** Secret bytes of what is made: an id, a session, a link; the same every time. */
	derive(what: string): Buffer;
}

export class Once {
	#links: Links;
	#now: () => number;
	#running = new Map<string, Promise<unknown>>();

	constructor(links: Links, now: () => number) {
		this.#links = links;
		this.#now = now;
	}

	/** An id for a page with this form; `holder`: the account or session it is drawn for, null when none. */
	issue(form: Form, holder: string | null): string {
		const free = `${this.#now().toString(36)}.${randomBytes(15).toString('base64url')}`;
		return `${free}.${this.#seal(form, holder, free).toString('base64url')}`;
	}

	/**
	 * Opens the id that came with a form. A page drawn for nobody serves whoever has it; one drawn for
	 * somebody serves only them. Null: none, made up, of another form or person, or older than `within` ms.
	 */
	open(form: Form, holder: string | null, given: unknown, within: number = PAGE_MS): OnceId | null {
		if (typeof given !== 'string' || given.length > 100) return null;
		const [at = '', chance = '', seal = '', rest] = given.split('.');
		if (rest !== undefined) return null;
		const free = `${at}.${chance}`;
		const fits = [holder, null].some((one) => same(seal, this.#seal(form, one, free)));
		const age = this.#now() - parseInt(at, 36);
		if (!fits || !(age < within)) return null;
		const key = hash('sha256', `once ${given}`, 'base64url');
		return {
			key,
			keyFor: (content) => hash('sha256', `${key} ${canonical(content)}`, 'base64url'),
			derive: (what) => this.#links.derive(`once ${what}`, given)
		};
	}

	/** Does one id's work at a time, in the order in which it was asked for. */
	async alone<T>(id: OnceId, work: () => Promise<T>): Promise<T> {
		const before = this.#running.get(id.key) ?? Promise.resolve();
		const mine = before.then(work, work);
		this.#running.set(id.key, mine);
		try {
			return await mine;
		} finally {
			if (this.#running.get(id.key) === mine) this.#running.delete(id.key);
		}
	}

	#seal(form: Form, holder: string | null, free: string): Buffer {
		return this.#links.derive('page', `${form} ${holder ?? ''} ${free}`).subarray(0, 16);
	}
}

function same(given: string, seal: Buffer): boolean {
	const bytes = Buffer.from(given, 'base64url');
	return bytes.length === seal.length && timingSafeEqual(bytes, seal);
}

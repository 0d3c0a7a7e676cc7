/**
 * Which comments are one form that came twice. The page with the form is the same bytes for everybody, so it
 * carries no one-time id; what came lately is told by its words.
 *
 * Invariant: only for a moment. The key that opens a comment goes to whoever sends its words, and once they
 * are published, or guessed, anybody could send them.
 */
import { hash, randomBytes } from 'node:crypto';

/** A press that seemed to do nothing is repeated within this time, ms. */
const AGAIN_MS = 2 * 60_000;
/** Forms remembered; the oldest goes first. */
const KEPT = 5000;

export class SameForm {
	#lately = new Map<string, { id: string; until: number }>();

	/** A random id for what came: the same one while the same words keep coming; `now` measures spans. */
	idOf(meeting: string, words: string, now: number): string {
		const key = hash('sha256', `${meeting} ${words}`, 'base64url');
		const known = this.#lately.get(key);
		if (known && known.until > now) return known.id;
		this.#lately.delete(key);
		const id = randomBytes(12).toString('hex');
		this.#lately.set(key, { id, until: now + AGAIN_MS });
		if (this.#lately.size > KEPT) this.#lately.delete(this.#lately.keys().next().value!);
		return id;
	}
}

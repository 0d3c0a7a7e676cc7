/**
 * What is said to people who don't look, and what flashes up for those who do. The root layout sets one
 * announcer up and draws it; components ask for it with `useAnnounce()` while they are set up.
 */
import { getContext, setContext, untrack } from 'svelte';

export type Urgency = 'polite' | 'assertive';
export type Announcement = { id: number; text: string; urgency: Urgency; seen: boolean };

/** Long enough to be picked up by a screen reader and read at leisure, in ms. */
const STAYS = 6000;
const KEY = Symbol('announcer');

export class Announcer {
	said = $state.raw<readonly Announcement[]>([]);
	#next = 1;

	/**
	 * Reads `text` out; with `seen` it is also shown for a few seconds. The same text twice is read twice.
	 */
	announce = (text: string, urgency: Urgency = 'polite', { seen = false } = {}): void => {
		const one = { id: this.#next++, text, urgency, seen };
		// Effects announce too; they must not run again because something was said.
		const before = untrack(() => this.said);
		this.said = [...before.filter((other) => !(seen && other.seen)), one];
		setTimeout(() => (this.said = this.said.filter((other) => other.id !== one.id)), STAYS);
	};
}

/** Sets up the page's announcer; the root layout calls it once. */
export function setAnnouncer(): Announcer {
	return setContext(KEY, new Announcer());
}

/** The page's `announce(text, urgency, { seen })`. Call it while a component is set up. */
export function useAnnounce(): Announcer['announce'] {
	return getContext<Announcer>(KEY).announce;
}

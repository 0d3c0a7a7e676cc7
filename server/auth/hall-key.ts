/**
 * The key in the QR of a hall: another one each minute, on paired hall screens alone. Whoever shows it stands before
 * the wall, or was sent a photograph of it a moment ago.
 *
 * Invariants: made of the installation's key, the meeting and the minute, kept nowhere; good in its own minute and the
 * next; what a phone may do with it, it may for a few minutes after scanning, for old hands are slow.
 */
import type { Links } from './links.ts';

const MINUTE = 60_000;
/** Known as one of ours for so many minutes: who comes late is told to scan again, and is no guesser. */
const REMEMBERED = 120;
/** No letter that is read as another (`address-key.ts`); 40 bits, for two minutes. */
const ALPHABET = '23456789abcdefghijkmnpqrstuvwxyz';
const LENGTH = 8;
/** Between the scan and the press on a name, ms. */
export const PRESS_WITHIN = 5 * MINUTE;

interface Needs {
	links: Links;
	now: () => number;
}

/** The key of this minute, and until when a screen shows it. */
export function hallKey({ links, now }: Needs, meeting: string): { key: string; until: number } {
	const minute = Math.floor(now() / MINUTE);
	return { key: keyOf(links, meeting, minute), until: (minute + 1) * MINUTE };
}

/** `old`: it was good a while ago. */
export function checkHallKey(
	{ links, now }: Needs,
	meeting: string,
	given: string
): 'good' | 'old' | 'wrong' {
	const minute = Math.floor(now() / MINUTE);
	for (let age = 0; age <= REMEMBERED; age += 1)
		if (keyOf(links, meeting, minute - age) === given) return age <= 1 ? 'good' : 'old';
	return 'wrong';
}

function keyOf(links: Links, meeting: string, minute: number): string {
	const bytes = links.derive('hall key', `${meeting} ${minute}`).subarray(0, LENGTH);
	return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/**
 * Personal links that are short enough to read out by telephone: the meeting's code and six letters. Good until
 * somebody sits there; wrong ones are counted with wrong codes (`codes.ts`), for six letters can be tried.
 *
 * Invariants: opening one tells and changes nothing, only the press on it asks; a seat with powers over others has
 * none; letters that two seats of a meeting happen to share open neither.
 */
import { isStaff, type Seat } from '#lib/meeting/roll/roll.ts';
import { normalized } from '#lib/meeting/words.ts';
import type { App } from '#server/app.ts';
import type { Room } from '#server/meeting/room.ts';
import type { Links } from './links.ts';

/** No letter that is read as another; six of them are 148 million. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz';
const LENGTH = 6;
const FORM = new RegExp(`^(\\d{6})([a-z]{${LENGTH}})$`, 'u');
/** Nobody types more by mistake. */
const LONGEST = 40;

/** Code and letters of a short link, as it stands in an address or was typed; null where it is none. */
export function shortLinkOf(given: string): { code: string; letters: string } | null {
	if (given.length > LONGEST) return null;
	const plain = normalized(given, 'NFKC').replace(/[\s-]+/gu, '');
	const [, code, letters] = FORM.exec(plain.toLowerCase()) ?? [];
	return code && letters ? { code, letters } : null;
}

/** The short link of this seat; null where it has none, or none any more. */
export function shortLink(app: App, origin: string, room: Room, seat: Seat): string | null {
	if (seat.held || !mayHaveOne(seat)) return null;
	return `${origin}/s/${room.code}-${lettersOf(app.links, room.meeting, seat.id)}`;
}

/**
 * Few have one, so that few letters open anything: who comes to the hall signs in there. Whoever sat down by one finds
 * the seat again, wherever they take part by now.
 */
function mayHaveOne(seat: Seat): boolean {
	return !seat.guest && !isStaff(seat) && (seat.held || seat.channel !== 'hall');
}

function lettersOf(links: Links, meeting: string, seat: string): string {
	const bytes = links.derive('short link', `${meeting} ${seat}`);
	return Array.from({ length: LENGTH }, (_, n) => {
		const number = bytes.readUInt32BE(n * 4);
		return ALPHABET[number % ALPHABET.length];
	}).join('');
}

/** The seat that these letters open in the meeting with this code; null: none. */
export async function seatByLetters(
	app: App,
	code: string,
	letters: string
): Promise<{ room: Room; seat: Seat } | null> {
	let found: string[] = [];
	const room = await app.access.opened(code, async (meeting) => {
		const all = 'SELECT seat FROM person WHERE meeting = ?';
		const seats = await app.store.all<{ seat: string }>(all, meeting);
		found = seats
			.map(({ seat }) => seat)
			.filter((seat) => lettersOf(app.links, meeting, seat) === letters);
		return found.length === 1;
	});
	if (!room || room.committed.state.plan.phase === 'closed') return null;
	const seat = room.committed.state.roll.seats[found[0]!];
	return seat && mayHaveOne(seat) ? { room, seat } : null;
}

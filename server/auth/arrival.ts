/** Where somebody goes who has just sat down. */
import { randomBytes } from 'node:crypto';
import { seatsOf } from '#lib/meeting/roll/seat-holders.ts';
import type { Room } from '#server/meeting/room.ts';

/** The screen of a seat's role. */
export function screenOf(room: Room, seat: string): string {
	const role = room.committed.state.roll.seats[seat]?.role;
	const base = `/m/${room.code}`;
	if (role === 'chair' || role === 'cochair') return `${base}/chair`;
	if (role === 'clerk') return `${base}/clerk`;
	if (role === 'timekeeper') return `${base}/timer`;
	return `${base}?seat=${encodeURIComponent(seat)}`;
}

/** The screen of the seat that this session holds; null where it holds none. */
export function screenOfSession(room: Room, session: string | null): string | null {
	const { state, hidden } = room.committed;
	const [held] = seatsOf(state, hidden, session);
	return held ? screenOf(room, held) : null;
}

/** An id for a command that a door makes itself. */
export function newId(): string {
	return randomBytes(12).toString('base64url');
}

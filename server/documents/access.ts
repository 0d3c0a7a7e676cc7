/**
 * Who may read and who may write which document: from the room's stored state and the session, never
 * from what a socket says.
 */
import type { DocumentName } from '#lib/documents/wire.ts';
import { seatsOf } from '#lib/meeting/roll/seat-holders.ts';
import type { Role, SeatId } from '#lib/meeting/names.ts';
import type { RoomState } from '#server/meeting/room-state.ts';

/** As whom somebody is at a document. */
export interface Access {
	/** The seat; null for the organiser. */
	seat: SeatId | null;
	role: Role;
	writes: boolean;
}

/** A session at the door. */
export interface Visitor {
	session: string | null;
	/** The session's account made this meeting. */
	owner: boolean;
	/** The seat it would rather be, if it holds several. */
	as: string;
}

const READERS: Record<DocumentName, readonly Role[]> = {
	agenda: ['organiser', 'chair', 'cochair', 'clerk'],
	minutes: ['organiser', 'chair', 'cochair', 'clerk', 'helper']
};
const WRITERS: Record<DocumentName, readonly Role[]> = {
	agenda: ['organiser', 'chair', 'cochair', 'clerk'],
	minutes: ['organiser', 'clerk']
};

/** The best this visitor may do, as the seat it asks for where that writes; null: not even read. */
export function accessOf(image: RoomState, name: DocumentName, visitor: Visitor): Access | null {
	const { state, hidden } = image;
	const seats = seatsOf(state, hidden, visitor.session);
	seats.sort((a, b) => Number(b === visitor.as) - Number(a === visitor.as));
	const ways: { seat: SeatId | null; role: Role }[] = seats.map((seat) => ({
		seat,
		role: state.roll.seats[seat]!.role
	}));
	if (visitor.owner) ways.push({ seat: null, role: 'organiser' });
	const invited: readonly SeatId[] = name === 'minutes' ? state.minutes.writers : [];
	const writer = ways.find(
		({ seat, role }) => WRITERS[name].includes(role) || (seat !== null && invited.includes(seat))
	);
	// [T35] While the sides are apart nothing is taken down.
	const closed = name === 'minutes' && state.runsheet.caucus !== null;
	if (writer) return { ...writer, writes: !closed };
	const reader = ways.find(({ role }) => READERS[name].includes(role));
	return reader ? { ...reader, writes: false } : null;
}

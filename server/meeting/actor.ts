/**
 * Who acts, made from the session and the room's own state. The message only says in whose name it
 * wants to act (`as`); whether it may is decided here and in `permissions.ts`.
 */
import type { Actor } from '#lib/meeting/context.ts';
import type { Whence } from '#lib/meeting/roll/hidden.ts';
import type { Role } from '#lib/meeting/names.ts';
import { seatsOf } from '#lib/meeting/roll/seat-holders.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import type { RoomState } from './room-state.ts';

/** What a door (socket, page, clock) knows about the one who knocks. */
export interface Principal {
	/** The session that will be remembered with the command; null for the clock and the documents. */
	session: string | null;
	/** The session's account made this meeting. */
	owner: boolean;
	/** The seat whose personal link this door has just checked. */
	proves?: string;
	/** This door has just checked the key of the minute in the hall's QR. */
	scanned?: true;
	/** Whence a guest comes who knocks at the door of the shared code. */
	whence?: Whence;
	/** Only doors in this process may act as `door`, `clock`, `documents` or `anonymous`. */
	door?: boolean;
	/** The command's id is a page's (`auth/once.ts`): it counts whichever session brings it. */
	once?: boolean;
	/** The clock's: the instant at which something was due. */
	at?: number;
}

/** The actor for `as`, or why not. */
export function actorFor(room: RoomState, as: string, who: Principal): Actor | Refusal {
	const holds = seatsOf(room.state, room.hidden, who.session);
	const make = (id: string, role: Role): Actor => ({
		id,
		role,
		session: who.session,
		holds,
		...(who.proves ? { proves: who.proves } : {}),
		...(who.scanned ? { scanned: who.scanned } : {}),
		...(who.whence ? { whence: who.whence } : {})
	});
	if (as === 'clock') return who.door ? make('clock', 'clock') : refuse('not-allowed');
	if (as === 'documents') return who.door ? make('documents', 'documents') : refuse('not-allowed');
	// Whoever it is, nothing of them is looked at.
	if (as === 'anonymous') return who.door ? make('anonymous', 'anonymous') : refuse('not-allowed');
	if (as === 'door') return who.door ? make('door', 'door') : refuse('not-allowed');
	if (as === 'organiser') return who.owner ? make('organiser', 'organiser') : refuse('not-allowed');
	if (!holds.includes(as)) return refuse('not-your-seat');
	return make(as, room.state.roll.seats[as]!.role);
}

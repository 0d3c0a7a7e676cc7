/**
 * Which meeting an address means, for somebody: the one place where the part after `/r/`, `/m/`, `/hall/`
 * or `?m=` becomes a room.
 *
 * Invariants: six digits mean a meeting only to those who have to do with it already: a phone that holds
 * a seat or asks for one, the organiser who made it, a paired display. For everybody else they are looked
 * up nowhere, so that neither words nor time tell whether they exist; `/join` is the one place where they
 * may be tried (`codes.ts`).
 */
import type { Connection } from '#server/db/connection.ts';
import type { Room } from '#server/meeting/room.ts';
import type { Rooms } from '#server/meeting/rooms.ts';
import { isAddressKey } from './address-key.ts';
import type { Session } from './session.ts';

/** Who asks, by what was checked of them. */
export interface Caller {
	/** Session that may hold seats. */
	session: string | null;
	/** The account signed in. */
	account: string | null;
	/** The meeting that this browser is a display of. */
	display: string | null;
}

/** The sessions that came with a request or an upgrade. */
export interface Sessions {
	seat: Session | null;
	account: Session | null;
	display?: Session | null;
}

/** The caller of a request or an upgrade. */
export function callerOf({ seat, account, display }: Sessions): Caller {
	return {
		session: seat?.id ?? account?.id ?? null,
		account: account?.account ?? null,
		display: display?.meeting ?? null
	};
}

/** The meeting that an address means to whoever sent this request; undefined: none. */
export function meetingAt(
	locals: Sessions & { app: { access: MeetingAccess } },
	address: string
): Promise<Room | undefined> {
	return locals.app.access.room(address, callerOf(locals));
}

export class MeetingAccess {
	#rooms: Rooms;
	#own: ReturnType<typeof findOwn>;
	#any: ReturnType<typeof findOwn>;
	#open: ReturnType<typeof findOwn>;

	constructor(connection: Connection, rooms: Rooms) {
		this.#rooms = rooms;
		this.#own = findOwn(connection);
		this.#any = find(connection, 'SELECT id FROM meeting WHERE code = :code');
		this.#open = find(connection, `SELECT id FROM meeting WHERE code = :code AND phase = 'open'`);
	}

	/** The room that `address`, a key or six digits, means to this caller; undefined: none. */
	async room(address: string, caller: Caller): Promise<Room | undefined> {
		return isAddressKey(address) ? this.byKey(address) : this.ownByCode(address, caller);
	}

	/** The room with this key, for everybody who was given it. */
	async byKey(key: string): Promise<Room | undefined> {
		return isAddressKey(key) ? this.#rooms.byKey(key) : undefined;
	}

	/** The room with these digits, if the caller has to do with it already. */
	async ownByCode(code: string, caller: Caller): Promise<Room | undefined> {
		const { session, account, display } = caller;
		if (!isCode(code) || (session ?? account ?? display) === null) return undefined;
		const row = this.#own.get({ code, session, account, display });
		return row && this.#rooms.byId(row.id);
	}

	/** The meeting with these digits if its token opens it: for personal links and display links. */
	async opened(code: string, opens: (meeting: string) => boolean): Promise<Room | undefined> {
		const row = isCode(code) ? this.#any.get({ code }) : undefined;
		// Compared for a code that nobody has, too: it takes the same time.
		const open = opens(row?.id ?? '-');
		return row && open ? this.#rooms.byId(row.id) : undefined;
	}

	/** The meeting with these digits while it is open. Only `/join` asks, behind its limiter (`codes.ts`). */
	async openByCode(code: string): Promise<Room | undefined> {
		const row = isCode(code) ? this.#open.get({ code }) : undefined;
		return row && this.#rooms.byId(row.id);
	}
}

/** Whether this has the form of a meeting's code. */
export function isCode(text: string): boolean {
	return /^\d{6}$/u.test(text);
}

/** Each way begins at the caller, so that it takes as long for a code that nobody has. */
function findOwn(connection: Connection) {
	return find(
		connection,
		`SELECT meeting.id FROM seat_holder JOIN meeting ON meeting.id = seat_holder.meeting
		  WHERE seat_holder.session = :session AND meeting.code = :code
		 UNION ALL
		 SELECT meeting.id FROM seat_request JOIN meeting ON meeting.id = seat_request.meeting
		  WHERE seat_request.session = :session AND meeting.code = :code
		 UNION ALL
		 SELECT id FROM meeting WHERE owner = :account AND code = :code
		 UNION ALL
		 SELECT id FROM meeting WHERE id = :display AND code = :code
		 LIMIT 1`
	);
}

function find({ sqlite }: Connection, query: string) {
	return sqlite.prepare<Record<string, string | null>[], { id: string }>(query);
}

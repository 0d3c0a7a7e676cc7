/**
 * Which meeting an address means, for somebody: the one place where the part after `/r/`, `/m/`, `/hall/`
 * or `?m=` becomes a room.
 *
 * Invariants: six digits mean a meeting only to those who have to do with it already: a phone that holds
 * a seat or asks for one, the organiser who made it, a paired display. For everybody else they are looked
 * up nowhere, so that neither words nor time tell whether they exist; `/join` is the one place where they
 * may be tried (`codes.ts`). Before a meeting is announced its key and its id mean it to the same few, and
 * to everybody else nothing: what is asked of the database is the same whether there is such a meeting or
 * not, and no room is opened for it.
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

/** Somebody of whom nothing is known. */
export const NOBODY: Caller = { session: null, account: null, display: null };

/** The caller of a request or an upgrade. */
export function callerOf({ seat, account, display }: Sessions): Caller {
	return {
		session: seat?.id ?? account?.id ?? null,
		account: account?.account ?? null,
		display: display?.meeting ?? null
	};
}

/**
 * The meeting that an address means to whoever sent this request; undefined: none. Of one that is not
 * announced it is noted that the answer is for them alone (`headers.ts`).
 */
export async function meetingAt(
	locals: Sessions & { app: { access: MeetingAccess }; forThemAlone?: boolean },
	address: string
): Promise<Room | undefined> {
	const room = await locals.app.access.room(address, callerOf(locals));
	if (room?.stored.state.plan.announcedAt === null) locals.forThemAlone = true;
	return room;
}

export class MeetingAccess {
	#rooms: Rooms;
	#own: Record<Name, Find>;
	#announced: Record<'address_key' | 'id', Find>;
	#any: Find;
	#open: Find;

	constructor(connection: Connection, rooms: Rooms) {
		this.#rooms = rooms;
		const own = (name: Name) => findOwn(connection, name);
		this.#own = { code: own('code'), address_key: own('address_key'), id: own('id') };
		const announced = (name: Name) =>
			find(connection, `SELECT id FROM meeting WHERE ${name} = :name AND announced`);
		this.#announced = { address_key: announced('address_key'), id: announced('id') };
		this.#any = find(connection, 'SELECT id FROM meeting WHERE code = :name');
		this.#open = find(connection, `SELECT id FROM meeting WHERE code = :name AND phase = 'open'`);
	}

	/** The room that `address`, a key or six digits, means to this caller; undefined: none. */
	async room(address: string, caller: Caller): Promise<Room | undefined> {
		return isAddressKey(address) ? this.byKey(address, caller) : this.ownByCode(address, caller);
	}

	/**
	 * The room with this key: for everybody who was given it once it is announced, before that for those
	 * who have to do with it.
	 */
	async byKey(key: string, caller: Caller = NOBODY): Promise<Room | undefined> {
		if (!isAddressKey(key)) return undefined;
		return this.#announcedOrOwn('address_key', key, caller, this.#rooms.hereByKey(key));
	}

	/** The room with this id, which the paths of documents carry, for the same people as by its key. */
	async byId(id: string, caller: Caller): Promise<Room | undefined> {
		return this.#announcedOrOwn('id', id, caller, this.#rooms.hereById(id));
	}

	async #announcedOrOwn(
		by: 'address_key' | 'id',
		name: string,
		caller: Caller,
		here: Room | undefined
	): Promise<Room | undefined> {
		// Thousands ask for one that everybody may read: nothing is looked up for them.
		if (here && here.stored.state.plan.announcedAt !== null) return here;
		return this.#bring(this.#announced[by].get({ name }) ?? this.#ownRow(by, name, caller));
	}

	/** The room with these digits, if the caller has to do with it already. */
	async ownByCode(code: string, caller: Caller): Promise<Room | undefined> {
		return isCode(code) ? this.#bring(this.#ownRow('code', code, caller)) : undefined;
	}

	#ownRow(by: Name, name: string, { session, account, display }: Caller): Row | undefined {
		if ((session ?? account ?? display) === null) return undefined;
		return this.#own[by].get({ name, session, account, display });
	}

	async #bring(row: Row | undefined): Promise<Room | undefined> {
		return row && this.#rooms.byId(row.id);
	}

	/** The meeting with these digits if its token opens it: for personal links and display links. */
	async opened(code: string, opens: (meeting: string) => boolean): Promise<Room | undefined> {
		const row = isCode(code) ? this.#any.get({ name: code }) : undefined;
		// Compared for a code that nobody has, too: it takes the same time.
		const open = opens(row?.id ?? '-');
		return open ? this.#bring(row) : undefined;
	}

	/** The meeting with these digits while it is open. Only `/join` asks, behind its limiter (`codes.ts`). */
	async openByCode(code: string): Promise<Room | undefined> {
		return this.#bring(isCode(code) ? this.#open.get({ name: code }) : undefined);
	}
}

/** Whether this has the form of a meeting's code. */
export function isCode(text: string): boolean {
	return /^\d{6}$/u.test(text);
}

/** By what a meeting is named. */
type Name = 'code' | 'address_key' | 'id';
interface Row {
	id: string;
}
type Find = ReturnType<typeof find>;

/** Each way begins at the caller, so that it takes as long for a name that no meeting has. */
function findOwn(connection: Connection, name: Name): Find {
	return find(
		connection,
		`SELECT meeting.id FROM seat_holder JOIN meeting ON meeting.id = seat_holder.meeting
		  WHERE seat_holder.session = :session AND meeting.${name} = :name
		 UNION ALL
		 SELECT meeting.id FROM seat_request JOIN meeting ON meeting.id = seat_request.meeting
		  WHERE seat_request.session = :session AND meeting.${name} = :name
		 UNION ALL
		 SELECT id FROM meeting WHERE owner = :account AND ${name} = :name
		 UNION ALL
		 SELECT id FROM meeting WHERE id = :display AND ${name} = :name
		 LIMIT 1`
	);
}

function find({ sqlite }: Connection, query: string) {
	return sqlite.prepare<Record<string, string | null>[], Row>(query);
}

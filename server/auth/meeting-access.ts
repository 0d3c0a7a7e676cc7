/**
 * Which meeting an address means, for somebody: the one place where the part after `/r/`, `/m/`, `/hall/`
 * or `?m=` becomes a room.
 *
 * Invariants: six digits mean a meeting only to those who have to do with it already: a phone that holds
 * a seat or asks for one, who organises in its community, a paired display. For everybody else they are looked
 * up nowhere, so that neither words nor time tell whether they exist; `/join` is the one place where they
 * may be tried (`codes.ts`). Before a meeting is announced its key and its id mean it to the same few, and
 * to everybody else nothing; a private one it means to them alone for good [P18]: what is asked of the database is the same whether there is such a meeting or
 * not, and no room is opened for it.
 */
import { isAgreed } from '#lib/meeting/outcomes/notice/agreed.ts';
import { noticeStep } from '#lib/meeting/outcomes/notice/notice-step.ts';
import { isForEverybody } from '#lib/meeting/plan/view.ts';
import type { App } from '#server/app.ts';
import type { Store, Value } from '#server/db/store.ts';
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
	if (room && !isForEverybody(room.committed.state.plan)) locals.forThemAlone = true;
	return room;
}

/** Whether this account organises in the meeting's community. */
export async function organises(
	app: Pick<App, 'communities'>,
	{ meeting }: Room,
	account: string | null | undefined
): Promise<boolean> {
	return account != null && (await app.communities.organises(meeting, account));
}

export class MeetingAccess {
	#store: Store;
	#rooms: Rooms;

	constructor(store: Store, rooms: Rooms) {
		this.#store = store;
		this.#rooms = rooms;
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
		return this.#announcedOrOwn('address_key', key, caller, this.#rooms.inMemoryByKey(key));
	}

	/** The room with this id, which the paths of documents carry, for the same people as by its key. */
	async byId(id: string, caller: Caller): Promise<Room | undefined> {
		return this.#announcedOrOwn('id', id, caller, this.#rooms.inMemoryById(id));
	}

	async #announcedOrOwn(
		by: 'address_key' | 'id',
		name: string,
		caller: Caller,
		here: Room | undefined
	): Promise<Room | undefined> {
		// Thousands ask for one that everybody may read: nothing is looked up for them.
		if (here && isForEverybody(here.committed.state.plan)) return here;
		const announced = await this.#find(
			`SELECT id FROM meeting WHERE ${by} = ? AND announced`,
			name
		);
		return this.#bring(announced ?? (await this.#ownRow(by, name, caller)));
	}

	/**
	 * The room with this key for a ballot that knows nobody and says nothing: it is known by the token that it brings,
	 * also where the meeting is private.
	 */
	async forBallot(key: string): Promise<Room | undefined> {
		if (!isAddressKey(key)) return undefined;
		const here = this.#rooms.inMemoryByKey(key);
		if (here) return isOpened(here) ? here : undefined;
		return this.#bring(
			await this.#find(
				`SELECT id FROM meeting WHERE address_key = ? AND phase IN ('open', 'closed')`,
				key
			)
		);
	}

	/**
	 * The room with this key for whoever reads its notice, where that alone may be read of it: a private meeting whose
	 * results both sides agreed to make public, from their first day on.
	 */
	async forNotice(key: string): Promise<Room | undefined> {
		if (!isAddressKey(key)) return undefined;
		const room =
			this.#rooms.inMemoryByKey(key) ??
			(await this.#bring(
				await this.#find(
					`SELECT id FROM meeting WHERE address_key = ? AND NOT announced AND phase <> 'planned'`,
					key
				)
			));
		if (!room || !isAgreed(room.committed.state)) return undefined;
		const step = noticeStep(room.committed.state.outcomes.notice, room.now());
		return step === 'posted' || step === 'over' ? room : undefined;
	}

	/** The room with these digits, if the caller has to do with it already. */
	async ownByCode(code: string, caller: Caller): Promise<Room | undefined> {
		return isCode(code) ? this.#bring(await this.#ownRow('code', code, caller)) : undefined;
	}

	async #ownRow(by: Name, name: string, caller: Caller): Promise<Row | undefined> {
		const { session, account, display } = caller;
		if ((session ?? account ?? display) === null) return undefined;
		if (session !== null) {
			// A hall comes back at once, into a room that is here: whose seats are in which is all that it takes.
			const seats = await this.#store.all<{ meeting: string }>(SEATS, session);
			const seat = seats.find(({ meeting }) =>
				isCalled(this.#rooms.inMemoryById(meeting), by, name)
			);
			if (seat) return { id: seat.meeting };
		}
		const whose = [session, session, account, display];
		return this.#find(ownBy(by), ...whose.flatMap((one) => [one, name]));
	}

	#find(sql: string, ...args: Value[]): Promise<Row | undefined> {
		return this.#store.one<Row>(sql, ...args);
	}

	async #bring(row: Row | undefined): Promise<Room | undefined> {
		return row && this.#rooms.byId(row.id);
	}

	/** The meeting with these digits if its token opens it: for personal links and display links. */
	async opened(
		code: string,
		opens: (meeting: string) => boolean | Promise<boolean>
	): Promise<Room | undefined> {
		const any = 'SELECT id FROM meeting WHERE code = ?';
		const row = isCode(code) ? await this.#find(any, code) : undefined;
		// Compared for a code that nobody has, too: it takes the same time.
		const open = await opens(row?.id ?? '-');
		return open ? this.#bring(row) : undefined;
	}

	/** The meeting with these digits while people may sign in there, or soon. Only `/join` asks, behind its limiter (`codes.ts`). */
	async openByCode(code: string): Promise<Room | undefined> {
		const open = `SELECT id FROM meeting WHERE code = ? AND announced AND phase <> 'closed'`;
		return this.#bring(isCode(code) ? await this.#find(open, code) : undefined);
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

/** Votes are taken in a meeting that was opened. */
function isOpened({ committed }: Room): boolean {
	return committed.state.plan.openedAt !== null;
}

const SEATS = 'SELECT meeting FROM seat_holder WHERE session = ?';

/** Whether the room is here and called so. */
function isCalled(room: Room | undefined, by: Name, name: string): boolean {
	if (!room) return false;
	const names = { code: room.code, address_key: room.addressKey, id: room.meeting };
	return names[by] === name;
}

/**
 * Finds the meeting with this name in the ways that somebody may have to do with one. Each begins at the caller, so
 * that it takes as long for a name that no meeting has, and as long in a full hall as in an empty one: `CROSS JOIN`
 * keeps SQLite to that order, and `|| ''` from looking the name up first.
 */
export function ownBy(name: Name): string {
	return `SELECT meeting.id FROM seat_holder CROSS JOIN meeting
		  WHERE seat_holder.session = ? AND meeting.id = seat_holder.meeting AND meeting.${name} || '' = ?
		 UNION ALL
		 SELECT meeting.id FROM seat_request CROSS JOIN meeting
		  WHERE seat_request.session = ? AND meeting.id = seat_request.meeting AND meeting.${name} || '' = ?
		 UNION ALL
		 SELECT meeting.id FROM community_organiser CROSS JOIN meeting
		  WHERE community_organiser.account = ? AND meeting.community = community_organiser.community
		  AND meeting.${name} || '' = ?
		 UNION ALL
		 SELECT id FROM meeting WHERE id = ? AND ${name} || '' = ?
		 LIMIT 1`;
}

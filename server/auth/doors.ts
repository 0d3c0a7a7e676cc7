/**
 * The doors through which a phone gets a seat: a personal link, or the shared code. They check what
 * the phone shows, make its session if it has none, and then ask the room like everybody else.
 */
import type { Cookies } from '@sveltejs/kit';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import { seatsOf } from '#lib/meeting/mine.ts';
import type { Channel, SeatId } from '#lib/meeting/names.ts';
import type { App } from '#server/app.ts';
import type { Room } from '#server/meeting/room.ts';
import { cookieName, cookieOptions } from './cookies.ts';
import { Limiter } from './limiter.ts';
import type { Session } from './session.ts';

/** What a door needs of a request. */
export interface Caller {
	app: App;
	cookies: Cookies;
	https: boolean;
	seat: Session | null;
}

// Per meeting, so that guessing is slowed for that meeting and the hall's shared address is never shut out.
const wrongLinks = new Limiter(30, 0.2);

/** Sits down by a personal link. Null when done or when the desk was asked (see `asking`). */
export async function claimSeat(
	caller: Caller,
	room: Room,
	seat: string,
	token: string,
	id: string
): Promise<Refusal | null> {
	const { app } = caller;
	if (!app.links.opens(room.meeting, seat, token)) {
		if (!wrongLinks.take(room.meeting))
			app.log.warn({ meeting: room.meeting }, 'many wrong seat links');
		return refuse('not-your-seat');
	}
	const session = phoneSession(caller);
	const answer = await room.ask(
		{ id, as: 'door', command: { type: 'roll.claim', seat } },
		{ session: session.id, owner: false, door: true, proves: seat }
	);
	return 'refused' in answer ? answer : null;
}

/** Sits down as a guest by the shared code; gives the new seat. */
export async function joinAsGuest(
	caller: Caller,
	room: Room,
	guest: { name: string; building: string; channel: Channel },
	id: string
): Promise<{ seat: SeatId } | Refusal> {
	const session = phoneSession(caller);
	const answer = await room.ask(
		{ id, as: 'door', command: { type: 'roll.guest', ...guest } },
		{ session: session.id, owner: false, door: true }
	);
	if ('refused' in answer) return answer;
	const { state, hidden } = room.stored;
	const guests = seatsOf(state, hidden, session.id).filter((seat) => state.roll.seats[seat]!.guest);
	return { seat: guests.at(-1)! };
}

/** The session of this phone; made, with its cookie, when there is none. */
export function phoneSession({ app, cookies, https, seat }: Caller): Session {
	if (seat) return seat;
	const { session, token } = app.sessions.create('seat');
	cookies.set(cookieName('seat', https), token, cookieOptions(https, session.expiresAt));
	return session;
}

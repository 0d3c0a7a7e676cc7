/**
 * The doors through which a phone gets a seat: a personal link, or the shared code. They check what
 * the phone shows, make its session if it has none, and then ask the room like everybody else.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import type { Channel, SeatId } from '#lib/meeting/names.ts';
import type { Whence } from '#lib/meeting/roll/hidden.ts';
import type { App } from '#server/app.ts';
import { eventOf } from '#server/meeting/chain.ts';
import { parseCommand } from '#server/meeting/commands.ts';
import type { Room } from '#server/meeting/room.ts';
import { newId, screenOf } from './arrival.ts';
import { cookieName, cookieOptions } from './cookies.ts';
import { Limiter } from './limiter.ts';
import type { OnceId } from './once.ts';
import { sessionSeed, Sessions, type Session } from './session.ts';

/** What a door needs of a request. */
export interface Caller {
	app: App;
	cookies: Cookies;
	https: boolean;
	seat: Session | null;
}

/** Lives as long as the process: lanes of before and after a restart are told apart. */
const LANES = randomBytes(32);

/** Only for the log: a token of 128 bits is not guessed. */
const wrongLinks = new Limiter(30, 0.2);

/** The meeting of a personal link; undefined when code, seat or token is wrong, without telling which. */
export async function linkedRoom(
	app: App,
	code: string,
	seat: string,
	token: string
): Promise<Room | undefined> {
	const room = await app.access.opened(code, (meeting) => app.links.opens(meeting, seat, token));
	if (!room && !wrongLinks.take('all')) app.log.warn('many wrong seat links');
	return room;
}

/**
 * Sits down by a personal link. Gives the address to go to: the seat's own screen, or, where another browser
 * holds the seat and the desk was asked, the page on which this one waits and reads so.
 */
export async function claimSeat(
	caller: Caller,
	room: Room,
	seat: string,
	token: string,
	once: OnceId | null = null
): Promise<{ screen: string } | Refusal> {
	const { app } = caller;
	if (!app.links.opens(room.meeting, seat, token)) return refuse('not-your-seat');
	const session = await phoneSession(caller, once);
	const holds = () => room.committed.hidden.roll.holders.get(seat) === session.id;
	const sat = holds();
	const answer = await room.ask(
		{ id: newId(), as: 'door', command: { type: 'roll.claim', seat } },
		{
			...{ session: session.id, owner: false, door: true, proves: seat }
		}
	);
	if ('refused' in answer) {
		await endUnused(caller, room, session);
		return answer;
	}
	if (!sat) await renew(caller);
	return { screen: holds() ? screenOf(room, seat) : `/m/${room.code}` };
}

/**
 * Sits down as a guest by the shared code; gives the new seat, or null: this phone waits in the lobby. The
 * page's id makes one seat: the same form sent again, also without the cookie that the first answer brought,
 * comes back to it with the same session.
 */
export async function joinAsGuest(
	caller: Caller,
	room: Room,
	guest: { name: string; building: string; channel: Channel },
	once: OnceId,
	network: string | null = null
): Promise<{ seat: SeatId | null } | Refusal> {
	const said = parseCommand({ type: 'roll.guest', ...guest });
	if ('refused' in said) return said;
	const { app } = caller;
	const again = await room.didOnce(once.key);
	const session = await (again ? sessionAgain(caller, once) : phoneSession(caller, once));
	if (!session) return refuse('page-used');
	const answer = await room.ask(
		{ id: once.key, as: 'door', command: said },
		{
			session: session.id,
			owner: false,
			door: true,
			once: true,
			whence: whenceOf(app, room, network)
		}
	);
	if ('refused' in answer) {
		await endUnused(caller, room, session);
		return answer.refused === 'conflict' ? refuse('page-used') : answer;
	}
	if (!again) await renew(caller);
	const came = room.committed.hidden.roll.arrivals.filter((one) => one.session === session.id);
	if (came.some((one) => one.waiting !== null)) return { seat: null };
	const row = await app.journal.row(room.meeting, answer.seq);
	const made = row && eventOf(row.line);
	const seat = made?.type === 'roll.guest-seated' ? made.body.seat.id : (came.at(-1)?.seat ?? '');
	// Another phone's seat is never given away, not even to who knows the page.
	if (room.committed.hidden.roll.holders.get(seat) !== session.id) return refuse('page-used');
	return { seat };
}

/**
 * A phone that scanned the hall's QR asks for a seat; null when the desk was asked. The page's id was drawn for who
 * scanned, so that nobody asks without.
 */
export async function askForSeat(
	caller: Caller,
	room: Room,
	seat: SeatId,
	once: OnceId,
	network: string | null = null
): Promise<Refusal | null> {
	const said = parseCommand({ type: 'roll.ask-seat', seat });
	if ('refused' in said) return said;
	const session = await phoneSession(caller, once);
	const answer = await room.ask(
		// Each press is a deed of its own: back at the first name, that is the one. The same twice asks once.
		{ id: newId(), as: 'door', command: said },
		{
			session: session.id,
			owner: false,
			door: true,
			scanned: true,
			whence: whenceOf(caller.app, room, network)
		}
	);
	if (!('refused' in answer)) return null;
	await endUnused(caller, room, session);
	return answer;
}

/**
 * Ends what was made for somebody who was refused: a session that this browser did not bring, and by which nobody sits or
 * waits. Else each refused form would leave a row, and a key to whatever is kept for who has one.
 */
async function endUnused({ app, cookies, https, seat }: Caller, room: Room, { id }: Session) {
	if (seat) return;
	const { holders, arrivals, requests, hallAsks } = room.committed.hidden.roll;
	const waiting = [...arrivals, ...requests, ...hallAsks];
	if ([...holders.values(), ...waiting.map(({ session }) => session)].includes(id)) return;
	await app.sessions.revoke(id);
	cookies.delete(cookieName('seat', https), { path: '/' });
}

/** Whence a guest comes, as the room may know it: the network itself is told to nobody and kept nowhere. */
function whenceOf(app: App, room: Room, network: string | null): Whence {
	if (network === null) return { place: 'unknown', lane: '' };
	const lane = createHmac('sha256', LANES).update(`${room.meeting} ${network}`).digest('base64url');
	const place = app.liveGateway.inHall(room.code, network) === room ? 'hall' : 'elsewhere';
	return { place, lane: lane.slice(0, 12) };
}

/**
 * The session of this phone; made, with its cookie, when there is none. Made by a page's id it is one
 * session, however often the form comes.
 */
export async function phoneSession(caller: Caller, once: OnceId | null = null): Promise<Session> {
	const { app, seat } = caller;
	if (seat) return seat;
	const { session, token } = await app.sessions.create(
		'seat',
		null,
		once ? sessionSeed(once) : undefined
	);
	return give(caller, session, token);
}

/** The session with which a page's id was used before; one that has ended is not made again. */
async function sessionAgain(caller: Caller, once: OnceId): Promise<Session | null> {
	const { app, seat } = caller;
	if (seat) return seat;
	const token = Sessions.tokenOf(sessionSeed(once));
	const session = await app.sessions.validate(token, 'seat');
	return session && give(caller, session, token);
}

/** Who sits down gets a new token: a cookie that somebody planted before opens nothing afterwards. */
async function renew(caller: Caller): Promise<void> {
	const { app, seat: session } = caller;
	if (!session) return;
	const token = await app.sessions.renew(session, (from) =>
		app.links.derive('renewed session', from)
	);
	if (token !== null) give(caller, session, token);
}

function give({ cookies, https }: Caller, session: Session, token: string): Session {
	cookies.set(cookieName('seat', https), token, cookieOptions(https, session.expiresAt));
	return session;
}

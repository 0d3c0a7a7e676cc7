/**
 * What one session may see beyond the public state, rebuilt from `hidden` after COMMIT and sent whole
 * (`mine` on the wire): its seats, the seats it acts for, and at the desk the phones that ask.
 */
import { reasonsFor } from './attendance/reasons.ts';
import { myCards } from './cards/mine.ts';
import type { HiddenPhoto } from './cards/hidden.ts';
import type { Directory, Projection } from './directory.ts';
import type { Clearance } from './disclosure/disclosure.ts';
import type { Hidden, MeetingState, PrivateView } from './registry.ts';
import { floodOf } from './roll/guests.ts';
import type { GuestArrival, GuestNews } from './roll/hidden.ts';
import type { Role, SeatId } from './names.ts';
import { own } from './own.ts';

export interface Viewer {
	session: string | null;
	organiser: boolean;
	/** This is the meeting's big screen. */
	display?: boolean;
}

const CHAIR_ROLES: readonly Role[] = ['chair', 'cochair'];
const DESK_ROLES: readonly Role[] = ['chair', 'cochair', 'clerk'];

/** True when the viewer sits at the desk (chair, co-chair, clerk) or owns the meeting. */
export function isDesk(state: MeetingState, hidden: Hidden, viewer: Viewer): boolean {
	return (
		viewer.organiser ||
		seatsOf(state, hidden, viewer.session).some((id) =>
			DESK_ROLES.includes(state.roll.seats[id]!.role)
		)
	);
}

/** What a viewer may read of state and texts. */
export function clearanceOf(state: MeetingState, hidden: Hidden, viewer: Viewer): Clearance {
	if (isDesk(state, hidden, viewer)) return 'desk';
	const seated = seatsOf(state, hidden, viewer.session).length > 0;
	return seated || viewer.display === true ? 'room' : 'public';
}

/**
 * How a viewer sees names. A guest whom nobody has bound came by the code alone: as a stranger does;
 * so does the big screen, which anybody may photograph.
 */
export function namesFor(state: MeetingState, hidden: Hidden, viewer: Viewer): Projection {
	if (isDesk(state, hidden, viewer)) return 'members';
	const seats = seatsOf(state, hidden, viewer.session).map((id) => state.roll.seats[id]!);
	const known = seats.some(({ guest, boundTo }) => !guest || boundTo !== null);
	return known ? 'members' : 'public';
}

/** Seats held by a session, in roll order. */
export function seatsOf(state: MeetingState, hidden: Hidden, session: string | null): SeatId[] {
	if (session === null) return [];
	const held = bySession(hidden.roll.holders).get(session) ?? [];
	const seats = held.filter((seat) => own(state.roll.seats, seat) !== undefined);
	if (seats.length < 2) return seats;
	return seats.sort((a, b) => state.roll.order.indexOf(a) - state.roll.order.indexOf(b));
}

/** Which photographs of paper cards a viewer sees: clerks and the organiser all, a helper their own [K37]. */
export function seesPhoto(
	state: MeetingState,
	hidden: Hidden,
	viewer: Viewer
): (photo: Pick<HiddenPhoto, 'by'> | undefined) => boolean {
	const you = seatsOf(state, hidden, viewer.session);
	const all = viewer.organiser || holds(state, you, ['clerk']);
	const helping = you.filter((seat) => holds(state, [seat], ['helper']));
	return (photo) => all || (photo !== undefined && helping.includes(photo.by));
}

type Holders = Hidden['roll']['holders'];
const known = new WeakMap<Holders, ReadonlyMap<string, SeatId[]>>();

/** The holders turned round, once for each: every command and every join asks for its session. */
function bySession(holders: Holders): ReadonlyMap<string, SeatId[]> {
	const before = known.get(holders);
	if (before) return before;
	const seats = new Map<string, SeatId[]>();
	for (const [seat, session] of holders) {
		const list = seats.get(session);
		if (list) list.push(seat);
		else seats.set(session, [seat]);
	}
	known.set(holders, seats);
	return seats;
}

/** The private view of one viewer. */
export function mine(state: MeetingState, hidden: Hidden, viewer: Viewer): PrivateView {
	const you = seatsOf(state, hidden, viewer.session);
	const desk = isDesk(state, hidden, viewer);
	const mine = new Set(you);
	return {
		you,
		organiser: viewer.organiser,
		roll: {
			people: ownPeople(state, hidden, viewer, you),
			requests: desk ? hidden.roll.requests.map(({ id, seat, at }) => ({ id, seat, at })) : [],
			guests: desk ? guestNews(state, hidden) : [],
			waiting: hidden.roll.arrivals.some((a) => a.waiting && a.session === viewer.session),
			asking: hidden.roll.requests.find((r) => r.session === viewer.session)?.seat ?? null
		},
		attendance: reasonsFor(hidden.lots, { desk, seats: you }),
		notes: hidden.notes.notes.filter((note) => desk || mine.has(note.seat)),
		answers: desk ? [...hidden.answers.comments.values()] : [],
		cards: myCards(hidden.cards, you, {
			...{ types: desk || helps(state, you), desk },
			hears: holds(state, you, ['clerk']),
			sees: seesPhoto(state, hidden, viewer)
		}),
		mood: holds(state, you, CHAIR_ROLES) ? hidden.mood.told : null
	};
}

function holds(state: MeetingState, seats: readonly SeatId[], roles: readonly Role[]): boolean {
	return seats.some((seat) => roles.includes(state.roll.seats[seat]!.role));
}

/** Of seated guests only those whom nobody has bound yet: the others are known. */
function guestNews(state: MeetingState, hidden: Hidden): GuestNews[] {
	const flood = floodOf(state, hidden);
	const seated = new Set(flood.seated);
	const news = ({ id, at, place, seat, waiting }: GuestArrival, gone: boolean): GuestNews => ({
		...{ id, at, place, seat, flood: gone },
		...{ name: waiting?.name ?? '', building: waiting?.building ?? '' }
	});
	const known = hidden.roll.arrivals.filter(
		({ seat }) => seat !== null && own(state.roll.seats, seat)?.boundTo === null
	);
	return [
		...flood.waiting.map((one) => news(one, true)),
		...known.map((one) => news(one, seated.has(one)))
	];
}

function helps(state: MeetingState, seats: readonly SeatId[]): boolean {
	return seats.some((seat) => state.roll.seats[seat]!.role === 'helper');
}

/** Whoever came by the code still reads their own name in full. */
function ownPeople(
	state: MeetingState,
	hidden: Hidden,
	viewer: Viewer,
	you: readonly SeatId[]
): Directory {
	if (you.length === 0 || namesFor(state, hidden, viewer) === 'members') return {};
	return Object.fromEntries(you.map((seat) => [seat, hidden.roll.people.get(seat) ?? null]));
}

/** Who looks at a meeting: which seats a session holds, and what it may read for that. */
import type { Projection } from './directory.ts';
import type { Clearance } from './disclosure/decision.ts';
import type { Role, SeatId } from './names.ts';
import { getOwn } from './get-own.ts';
import type { Hidden, MeetingState, Sight } from './registry.ts';
import { DESK } from './role-groups.ts';

export interface Viewer {
	session: string | null;
	organiser: boolean;
	/** This is the meeting's big screen. */
	display?: boolean;
}

/** True when the viewer sits at the desk (chair, co-chair, clerk) or owns the meeting. */
export function isDesk(state: MeetingState, hidden: Hidden, viewer: Viewer): boolean {
	return viewer.organiser || holdsRole(state, seatsOf(state, hidden, viewer.session), DESK);
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
	const seats = held.filter((seat) => getOwn(state.roll.seats, seat) !== undefined);
	if (seats.length < 2) return seats;
	return seats.sort((a, b) => state.roll.order.indexOf(a) - state.roll.order.indexOf(b));
}

/** True when one of these seats has one of these roles. */
export function holdsRole(
	state: MeetingState,
	seats: readonly SeatId[],
	roles: readonly Role[]
): boolean {
	return seats.some((seat) => roles.includes(state.roll.seats[seat]!.role));
}

/** What the views of the slices ask of whoever looks. */
export function sightOf(state: MeetingState, hidden: Hidden, viewer: Viewer): Sight {
	return {
		you: seatsOf(state, hidden, viewer.session),
		organiser: viewer.organiser,
		session: viewer.session,
		desk: isDesk(state, hidden, viewer),
		names: namesFor(state, hidden, viewer)
	};
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

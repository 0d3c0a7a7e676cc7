/** Who looks at a meeting: which seats a session holds, and what it may read for that. */
import type { Projection } from './directory.ts';
import type { Clearance } from './disclosure/decision.ts';
import type { Role, SeatId } from './names.ts';
import type { Hidden, MeetingState, Sight } from './registry.ts';
import { DESK } from './role-groups.ts';
import { seatsOf } from './roll/seat-holders.ts';

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
 * How a viewer sees names. A guest whom nobody has bound came by the code alone: as a stranger does. A paired
 * hall screen hangs inside the room, where everybody is seen and heard, until the meeting closes [S31].
 */
export function namesFor(state: MeetingState, hidden: Hidden, viewer: Viewer): Projection {
	if (isDesk(state, hidden, viewer)) return 'members';
	const seats = seatsOf(state, hidden, viewer.session).map((id) => state.roll.seats[id]!);
	const known = seats.some(({ guest, boundTo }) => !guest || boundTo !== null);
	if (known) return 'members';
	return viewer.display === true && state.plan.phase !== 'closed' ? 'hall' : 'public';
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

/** Who may be in a call, and who is connected with whom in it. Pure; the server asks at each message. */
import { isPresent } from '../attendance/attendance.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { seatOf } from '../roll/roll.ts';
import { isAloud, seatIn, type Call } from './call.ts';
import type { SeatId } from '../names.ts';
import { SPEAKERS } from '../role-groups.ts';
import { HALL, MAX_LISTENERS, STATION, WALL } from './calls.ts';
import { mayListen } from './who-is-heard.ts';
import type { PeerId } from './signal.ts';

/** Null when whoever holds this place may be in the call, else why not. */
export function mayEnter(
	state: MeetingState,
	hidden: Pick<Hidden, 'lots'>,
	room: string,
	as: PeerId
): Refusal | null {
	if (room !== HALL) return mayEnterCall(state, hidden, room, as);
	if (as !== STATION) return mayListen(state, as);
	const on = state.calls.hall !== null && state.plan.phase === 'open';
	return on ? null : refuse('hall-sound-off');
}

/** Null when one more finds a place beside those who are in, else why not [LS10]. `most`: so many seats at once. */
export function findsPlace(
	inside: readonly PeerId[],
	as: PeerId,
	most = MAX_LISTENERS
): Refusal | null {
	// The hall's device and its wall stand beside them.
	const isSeat = (one: PeerId) => one !== STATION && one !== WALL;
	const others = inside.filter((one) => one !== as && isSeat(one)).length;
	const full = isSeat(as) && others >= most;
	return full ? refuse('call-full', { n: most }) : null;
}

/** Members who hear or show something; the big screen where everybody knows of the call. */
function mayEnterCall(
	state: MeetingState,
	hidden: Pick<Hidden, 'lots'>,
	room: string,
	as: PeerId
): Refusal | null {
	const call = callNamed(state, hidden, room);
	const own = call && seatIn(call, as);
	const forAll = call !== null && call.item !== null;
	// Whoever is not in a private call does not learn that there is one.
	if (!call || state.plan.phase !== 'open' || !(own || forAll)) return refuse('no-such-call');
	if (as === WALL) return null;
	if (!own || !isAloud(own)) return refuse('not-invited');
	return (
		mayTakePart(state, call, as) ?? (isOtherInHall(state, call, as) ? refuse('one-in-hall') : null)
	);
}

/**
 * [LS13 LS19] Null when this seat may be in such a call now, else why not: who speaks at meetings and is here; where
 * everybody knows of it, from home, for in the hall people hear each other. Asked when somebody is invited, answers,
 * enters and writes.
 */
export function mayTakePart(state: MeetingState, call: Call, id: SeatId): Refusal | null {
	const seat = seatOf(state.roll, id);
	if (!seat) return refuse('no-such-seat');
	if (!isPresent(state.attendance, seat.id)) return refuse('not-present');
	if (!SPEAKERS.includes(seat.role)) return refuse('listens-only');
	return call.item !== null && seat.channel !== 'online' ? refuse('not-online') : null;
}

/** [LS15] Of those in the hall one device sounds: the first in the call. */
export function isOtherInHall(state: MeetingState, call: Call, id: SeatId): boolean {
	const inHall = (seat: SeatId) => seatOf(state.roll, seat)?.channel === 'hall';
	if (!inHall(id)) return false;
	const sounding = call.seats.find((one) => isAloud(one) && inHall(one.seat));
	return sounding !== undefined && sounding.seat !== id;
}

/** The small call of this name that is on, private ones too; null: there is none. */
export function callNamed(
	{ calls }: MeetingState,
	{ lots }: Pick<Hidden, 'lots'>,
	name: string
): Call | null {
	const known = calls.video.find(({ id, endedAt }) => id === name && endedAt === null);
	return known ?? lots['private-calls'].get(name)?.call ?? null;
}

/** Whether two in this call connect: in the hall's sound each listener with the hall's device alone. */
export function areLinked(room: string, one: PeerId, other: PeerId): boolean {
	if (one === other) return false;
	return room !== HALL || one === STATION || other === STATION;
}

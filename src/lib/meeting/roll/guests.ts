/**
 * Guests by the shared code: seated at once, or, when too many come at a time, in a lobby until the desk
 * lets them in. Nobody fills a room with invented people, and nobody honest reads that it is full.
 *
 * Invariants: who waits has no seat, no name in the directory and nothing in the journal; personal links
 * never wait; clearing a flood takes no guest who did anything, and none from another network.
 */
import { isPresent } from '../attendance/attendance.ts';
import type { Context, Decision, Outcome } from '../context.ts';
import type { Hooks } from '../hooks.ts';
import type { Hidden, HiddenWrite, MeetingState, NewEvent } from '../registry.ts';
import type { Channel, Instant } from '../names.ts';
import { refuse } from '../refusal.ts';
import { checkPerson, highestNo, leftTrace } from './entries.ts';
import { arrive, depart, hasOutside, isOutside, type GuestArrival, type Whence } from './hidden.ts';
import { dropAsk, forgetSeat, placesOf } from './holding.ts';
import { isForWhoeverComes } from './view.ts';
import { SEATS_IN_ROLL, SEATS_PER_PHONE, type RollCommand, type Seat } from './roll.ts';

type Of<T extends RollCommand['type']> = Extract<RollCommand, { type: T }>;

/** [S23] So many guests within a minute sit down at once: from the hall, from any other network, in all. */
export const SURGE = { withinMs: 60_000, hall: 120, elsewhere: 30, all: 150 };
/** So many wait: from one network, and in all. */
const WAITING = { lane: 100, all: 400 };
/** Who waited so long has gone home. */
const FORGOTTEN_MS = 3 * 60 * 60_000;
/** Sits down from nowhere in particular: tests, and doors that can't tell. */
const NOWHERE: Whence = { place: 'unknown', lane: '' };

/** [S15] [S23] A guest by the shared code: watches, speaks and writes, but has no vote. */
export function decideGuest(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.guest'>,
	context: Context
): Outcome {
	const { session, whence = NOWHERE } = context.actor;
	if (session === null) return refuse('not-allowed');
	if (!state.roll.joinOpen) return refuse('signin-closed');
	if (hasOutside(hidden, session)) return refuse('sent-out');
	const { building, channel } = command;
	const person = checkPerson({ name: command.name, building, title: '' });
	if ('refused' in person) return person;
	if (placesOf(state.roll, hidden.roll, session) >= SEATS_PER_PHONE)
		return refuse('too-many-seats', { max: SEATS_PER_PHONE });
	const { arrivals } = hidden.roll;
	if (arrivals.some((one) => one.session === session && one.waiting)) return { events: [] };
	const id = context.newId('g');
	const arrival = { id, session, at: context.now, ...whence, seat: null };
	if (isCrowded(state, arrivals, whence, context.now)) {
		const here = arrivals.filter((one) => one.waiting !== null);
		const lane = here.filter((one) => one.lane === whence.lane);
		if (lane.length >= WAITING.lane || here.length >= WAITING.all) return refuse('guests-many');
		const waiting = { name: person.name, building: person.building, channel };
		return {
			events: [],
			hidden: [arrive({ ...arrival, waiting })]
		};
	}
	const { fact, seat, hold } = seated(context, person, channel, session, nextNo(state));
	// Who comes in as a guest after all asks for nothing any more.
	const asked = hidden.roll.hallAsks
		.filter((one) => one.session === session)
		.map(({ id }) => dropAsk(id));
	const came: GuestArrival = { ...arrival, seat, waiting: null };
	return {
		events: [fact],
		hidden: [...old(arrivals, context.now), ...asked, hold, arrive(came)]
	};
}

/** [S24] The desk lets guests in who wait; those for whom there is no place go on waiting. */
export function decideAdmit(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.admit'>,
	context: Context
): Outcome {
	const wanted = hidden.roll.arrivals.filter(
		({ id, waiting }) => waiting !== null && command.guests.includes(id)
	);
	if (wanted.length === 0) return refuse('no-such-request');
	const events: NewEvent[] = [];
	const writes: HiddenWrite[] = [];
	let room = placesLeft(state);
	let no = nextNo(state);
	for (const arrival of wanted) {
		const { id, session, waiting } = arrival;
		if (room <= 0) break;
		const full = placesOf(state.roll, hidden.roll, session) >= SEATS_PER_PHONE;
		if (full || hasOutside(hidden, session)) {
			writes.push(depart(id));
			continue;
		}
		room -= 1;
		const { name, building, channel } = waiting!;
		const { fact, seat, hold } = seated(
			...([context, { name, building, title: '' }, channel, session] as const),
			no
		);
		if (no > 0) no += 1;
		events.push(fact);
		writes.push(hold, arrive({ ...arrival, seat, waiting: null }));
	}
	if (writes.length === 0) return refuse('room-full', { max: capacityOf(state) });
	return { events, hidden: writes };
}

/**
 * [S25] One press against a flood: nobody waits any more, and guests who came from the same networks at the
 * same time and did nothing are gone. Who is honest comes again, and sits down.
 */
export function decideClearGuests(state: MeetingState, hidden: Hidden, hooks: Hooks): Outcome {
	const flood = floodOf(state, hidden);
	if (flood.waiting.length + flood.seated.length === 0) return refuse('no-such-request');
	const events: NewEvent[] = [];
	const writes: HiddenWrite[] = [];
	for (const { id } of flood.waiting) writes.push(depart(id));
	for (const { seat } of flood.seated) {
		events.push({ type: 'roll.removed', body: { seat: seat! } });
		writes.push(...forgetSeat(hidden, seat!, hooks));
	}
	return { events, hidden: writes } satisfies Decision;
}

/** Who waits, and who of the same surge sits here without having done anything. */
export function floodOf(
	state: MeetingState,
	hidden: Pick<Hidden, 'roll'>
): { waiting: GuestArrival[]; seated: GuestArrival[] } {
	const { arrivals } = hidden.roll;
	const waiting = arrivals.filter((one) => one.waiting !== null);
	if (waiting.length === 0) return { waiting, seated: [] };
	const since = Math.min(...waiting.map(({ at }) => at)) - SURGE.withinMs;
	const lanes = new Set(waiting.map(({ lane }) => lane));
	const seated = arrivals.filter(({ seat, at, lane }) => {
		const one = seat === null ? undefined : state.roll.seats[seat];
		if (!one || one.boundTo !== null || isOutside(hidden, one.id)) return false;
		return at >= since && lanes.has(lane) && !leftTrace(state, one);
	});
	return { waiting, seated };
}

/** [S23] Too many at a time, or no place: the next one waits. */
function isCrowded(
	state: MeetingState,
	arrivals: readonly GuestArrival[],
	{ place, lane }: Whence,
	now: Instant
): boolean {
	if (placesLeft(state) <= 0) return true;
	const recent = arrivals.filter(({ seat, at }) => seat !== null && now - at < SURGE.withinMs);
	if (recent.length >= SURGE.all) return true;
	const most = place === 'hall' ? SURGE.hall : SURGE.elsewhere;
	return recent.filter((one) => one.lane === lane).length >= most;
}

const capacityOf = (state: MeetingState) => state.plan.details?.capacity ?? SEATS_IN_ROLL;

function placesLeft(state: MeetingState): number {
	const seats = state.roll.order.map((id) => state.roll.seats[id]!);
	const taken = seats.filter(({ id, held }) => held || isPresent(state.attendance, id)).length;
	const guests = seats.filter(({ guest }) => guest).length;
	return Math.min(capacityOf(state) - taken, SEATS_IN_ROLL - guests);
}

/** [P15] Nobody waits any more in a meeting that is put off. */
export function forgetLobby({ roll }: Pick<Hidden, 'roll'>): HiddenWrite[] {
	return roll.arrivals.filter(({ waiting }) => waiting).map(({ id }) => depart(id));
}

/** [S33] The next number, where everyone who comes is a member; else 0. */
const nextNo = (state: MeetingState) => (isForWhoeverComes(state) ? highestNo(state.roll) + 1 : 0);

/** A new guest's seat, and the phone that holds it. */
function seated(
	context: Context,
	person: { name: string; building: string; title: string },
	channel: Channel,
	session: string,
	/** Of a member, in an urgent meeting without a list; 0: a guest without a vote. */
	no: number
) {
	const id = context.newId('s');
	const seat: Seat = {
		id,
		no,
		role: no > 0 ? 'member' : 'guest',
		homeRole: no > 0 ? 'member' : 'guest',
		votes: no > 0,
		official: false,
		channel,
		hasPhone: true,
		person: context.person(id, person),
		held: true,
		guest: true,
		boundTo: null,
		helper: null,
		side: null,
		speaksFor: 0
	};
	const fact: NewEvent = { type: 'roll.guest-seated', body: { seat } };
	const hold: HiddenWrite = { slice: 'roll', op: 'hold', seat: id, session };
	return { fact, seat: id, hold };
}

/** Those who waited and went home. */
function old(arrivals: readonly GuestArrival[], now: Instant): HiddenWrite[] {
	return arrivals
		.filter(({ waiting, at }) => waiting !== null && now - at > FORGOTTEN_MS)
		.map(({ id }) => depart(id));
}

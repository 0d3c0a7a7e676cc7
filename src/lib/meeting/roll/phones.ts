/**
 * Decides which phone sits where: personal links, takeovers, release. Guests by the shared code: `guests.ts`.
 *
 * Invariants: a seat has at most one holder; a phone holds at most three seats that vote or are
 * guests (A8); a seat held elsewhere changes hands only through the desk.
 */
import type { Context, Outcome } from '../context.ts';
import type { Hooks } from '../hooks.ts';
import type { Hidden, HiddenWrite, MeetingState } from '../registry.ts';
import { getOwn } from '../get-own.ts';
import type { SeatId } from '../names.ts';
import { refuse } from '../refusal.ts';
import { doubtsOf } from './ask-doubts.ts';
import { bindOne } from './bind.ts';
import { leftTrace } from './entries.ts';
import { hasOutside, isOutside } from './hidden.ts';
import { dropAsk, forgetSeat, heldBy, placesOf, settleAsks } from './holding.ts';
import { matchKey, type PersonOf } from './match.ts';
import { countsForPhone, SEATS_PER_PHONE, type RollCommand, type Seat } from './roll.ts';

type Of<T extends RollCommand['type']> = Extract<RollCommand, { type: T }>;

/** Phones that may wait at the desk for one seat; a link passed around must not fill the list. */
const ASKS_PER_SEAT = 5;

const tooMany = () => refuse('too-many-seats', { max: SEATS_PER_PHONE });

/** [S41] A holder whose screens have had no line for so long gives way to the personal link, ms. */
const SILENT_MS = 60_000;

/** [S10]–[S12] A phone with the personal link sits down, or asks the desk when the seat is held. */
export function decideClaim(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.claim'>,
	context: Context,
	hooks: Hooks
): Outcome {
	const { session, proves } = context.actor;
	if (session === null) return refuse('not-allowed');
	if (proves !== command.seat) return refuse('not-your-seat');
	const seat = getOwn(state.roll.seats, command.seat);
	if (!seat) return refuse('no-such-seat');
	if (seat.boundTo) return refuse('already-bound');
	const holder = hidden.roll.holders.get(seat.id);
	if (holder === session) return { events: [] };
	if (hasOutside(hidden, session)) return refuse('sent-out');
	if (holder !== undefined)
		return context.silentFor(seat.id) >= SILENT_MS
			? takeOver(state, hidden, seat, session, hooks)
			: ask(state, hidden, seat, session, context);
	return takeSeat(state, hidden, seat, session, hooks);
}

/** [S12] [S13] A phone sits down where nobody sits. */
export function takeSeat(
	state: MeetingState,
	hidden: Hidden,
	seat: Seat,
	session: string,
	hooks: Hooks
): Outcome {
	const settled = settleAsks(hidden.roll, seat.id, session);
	const guest = guestLike(state, hidden, seat, session);
	// Bound to who was sent out, the guest here would come back as them.
	if (guest && isOutside(hidden, seat.id)) return refuse('sent-out');
	if (guest) {
		const bound = bindOne(state, hidden, guest, seat, hooks);
		return 'refused' in bound ? bound : { ...bound, hidden: [...bound.hidden, ...settled] };
	}
	if (countsForPhone(seat) && placesOf(state.roll, hidden.roll, session) >= SEATS_PER_PHONE)
		return tooMany();
	return {
		events: [{ type: 'roll.claimed', body: { seat: seat.id } }],
		hidden: [{ slice: 'roll', op: 'hold', seat: seat.id, session }, ...settled]
	};
}

/** [S13] The same phone's guest seat under the same name and building, if it has one. */
function guestLike(state: MeetingState, hidden: Hidden, seat: Seat, session: string) {
	const personOf: PersonOf = (id) => hidden.roll.people.get(id);
	const key = matchKey(personOf, seat.id);
	if (key === null || seat.guest) return undefined;
	return heldBy(state.roll, hidden.roll, session)
		.map((id) => state.roll.seats[id]!)
		.find((held) => held.guest && matchKey(personOf, held.id) === key);
}

/** [S11] One request per phone and seat; the oldest gives way when too many wait. */
function ask(
	state: MeetingState,
	hidden: Hidden,
	seat: Seat,
	session: string,
	context: Context
): Outcome {
	const waiting = hidden.roll.requests.filter((request) => request.seat === seat.id);
	if (waiting.some((request) => request.session === session)) return { events: [] };
	if (countsForPhone(seat) && placesOf(state.roll, hidden.roll, session) >= SEATS_PER_PHONE)
		return tooMany();
	const writes: HiddenWrite[] = waiting
		.slice(0, Math.max(0, waiting.length - ASKS_PER_SEAT + 1))
		.map((request) => ({ slice: 'roll', op: 'settle', request: request.id }));
	const request = { id: context.newId('r'), seat: seat.id, session, at: context.now };
	return { events: [], hidden: [...writes, { slice: 'roll', op: 'ask', request }] };
}

/** [S14] The desk gives the seat to the phone that asked. */
export function decideAllow(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.allow'>,
	hooks: Hooks
): Outcome {
	const { requests, hallAsks } = hidden.roll;
	const request = [...requests, ...hallAsks].find(({ id }) => id === command.request);
	if (!request) return refuse('no-such-request');
	// Who sat down there a moment ago must not lose the seat to a press that meant an empty one.
	const doubt = doubtsOf(state, hidden).get(request.id);
	if (doubt !== undefined && command.doubt !== undefined && doubt !== command.doubt)
		return refuse('asks-doubtful');
	const seat = getOwn(state.roll.seats, request.seat);
	if (!seat) return refuse('no-such-seat');
	if (seat.boundTo) return refuse('already-bound');
	if (isOutside(hidden, seat.id) || hasOutside(hidden, request.session)) return refuse('sent-out');
	const holder = hidden.roll.holders.get(seat.id);
	if (holder === request.session)
		return { events: [], hidden: settleAsks(hidden.roll, seat.id, request.session) };
	if (holder === undefined) return takeSeat(state, hidden, seat, request.session, hooks);
	return takeOver(state, hidden, seat, request.session, hooks);
}

/** No phone holds the seat, or another one does. */
function letGo(hidden: Hidden, seat: SeatId, hooks: Hooks): HiddenWrite[] {
	return [{ slice: 'roll', op: 'let-go', seat }, ...hooks.onLetGo(hidden, seat)];
}

/** The seat goes from the phone that holds it to this one. */
function takeOver(
	state: MeetingState,
	hidden: Hidden,
	seat: Seat,
	session: string,
	hooks: Hooks
): Outcome {
	if (countsForPhone(seat) && placesOf(state.roll, hidden.roll, session) >= SEATS_PER_PHONE)
		return tooMany();
	return {
		events: [{ type: 'roll.taken-over', body: { seat: seat.id } }],
		hidden: [
			...letGo(hidden, seat.id, hooks),
			{ slice: 'roll', op: 'hold', seat: seat.id, session },
			...settleAsks(hidden.roll, seat.id, session)
		]
	};
}

/** [S41] Whoever holds the seat says whether it is they who ask from another phone. */
export function decideAnswerClaim(
	state: MeetingState,
	hidden: Hidden,
	{ seat, request: id, mine }: Of<'roll.answer-claim'>,
	hooks: Hooks
): Outcome {
	const request = hidden.roll.requests.find((one) => one.id === id && one.seat === seat);
	if (!request) return refuse('no-such-request');
	return mine
		? decideAllow(state, hidden, { type: 'roll.allow', request: id }, hooks)
		: decideDeny(hidden, { type: 'roll.deny', request: id });
}

/** [S14] The desk says no; nothing about it enters the journal. */
export function decideDeny(hidden: Hidden, command: Of<'roll.deny'>): Outcome {
	const { requests, hallAsks } = hidden.roll;
	if (hallAsks.some(({ id }) => id === command.request))
		return { events: [], hidden: [dropAsk(command.request)] };
	if (!requests.some(({ id }) => id === command.request)) return refuse('no-such-request');
	return { events: [], hidden: [{ slice: 'roll', op: 'settle', request: command.request }] };
}

/** [S16] The seat is free again. A guest who never took part leaves nothing behind. */
export function decideRelease(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.release'>,
	hooks: Hooks
): Outcome {
	const seat = getOwn(state.roll.seats, command.seat);
	if (!seat) return refuse('no-such-seat');
	if (!hidden.roll.holders.has(seat.id)) return refuse('seat-not-held');
	if (seat.guest && !leftTrace(state, seat))
		return {
			events: [{ type: 'roll.removed', body: { seat: seat.id } }],
			hidden: forgetSeat(hidden, seat.id, hooks)
		};
	return {
		events: [{ type: 'roll.released', body: { seat: seat.id } }],
		hidden: letGo(hidden, seat.id, hooks)
	};
}

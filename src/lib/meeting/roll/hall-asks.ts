/**
 * The QR of the hall knows the roll: who scans it taps their own name, and the desk lets them have the seat. Rules
 * [S29] [S30].
 *
 * Invariants: only a door that checked the minute's key says so (`actor.scanned`); nothing about it enters the
 * journal before the desk has answered; whatever speaks against an ask is shown, and then only a press for that
 * one lets it in.
 */
import { isPresent } from '../attendance/attendance.ts';
import type { Context, Outcome } from '../context.ts';
import { getOwn } from '../get-own.ts';
import type { Hooks } from '../hooks.ts';
import type { Hidden, HiddenWrite, LotWrite, MeetingState, NewEvent } from '../registry.ts';
import type { SeatId } from '../names.ts';
import { refuse } from '../refusal.ts';
import { doubtsOf } from './ask-doubts.ts';
import { hasOutside, isOutside, type HallAsk, type Whence } from './hidden.ts';
import { dropAsk, placesOf } from './holding.ts';
import { TRUSTED } from './match.ts';
import { takeSeat } from './phones.ts';
import { countsForPhone, SEATS_PER_PHONE, type RollCommand, type Seat } from './roll.ts';

type Of<T extends RollCommand['type']> = Extract<RollCommand, { type: T }>;

/** So many ask: for one seat, from one network that is not the hall's, in all. */
export const ASKS = { seat: 5, elsewhere: 30, all: 400 };
/** Who asked so long ago has gone home. */
const FORGOTTEN_MS = 3 * 60 * 60_000;
const NOWHERE: Whence = { place: 'unknown', lane: '' };

/**
 * [S29] Seats of the roll that somebody who scans may say to be theirs: nobody sits there, and they give no power
 * over others.
 */
export function seatsToAskFor(state: MeetingState, hidden: Hidden): Seat[] {
	return state.roll.order
		.map((id) => state.roll.seats[id]!)
		.filter((seat) => isFree(state, hidden, seat));
}

function isFree(state: MeetingState, hidden: Hidden, seat: Seat): boolean {
	if (seat.guest || TRUSTED.includes(seat.role)) return false;
	if (hidden.roll.holders.has(seat.id) || isPresent(state.attendance, seat.id)) return false;
	return !isOutside(hidden, seat.id) && Boolean(hidden.roll.people.get(seat.id));
}

/** [S29] A phone that scanned asks for its own seat; asking for another takes the first back. */
export function decideAskSeat(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.ask-seat'>,
	context: Context
): Outcome {
	const { session, scanned, whence = NOWHERE } = context.actor;
	if (session === null || !scanned) return refuse('not-allowed');
	if (!state.roll.joinOpen) return refuse('signin-closed');
	if (hasOutside(hidden, session)) return refuse('sent-out');
	const seat = getOwn(state.roll.seats, command.seat);
	if (!seat) return refuse('no-such-seat');
	const { hallAsks } = hidden.roll;
	const own = hallAsks.filter((one) => one.session === session);
	if (own.some((one) => one.seat === seat.id)) return { events: [] };
	if (!isFree(state, hidden, seat)) return refuse('seat-taken');
	if (countsForPhone(seat) && placesOf(state.roll, hidden.roll, session) >= SEATS_PER_PHONE)
		return refuse('too-many-seats', { max: SEATS_PER_PHONE });
	const gone = hallAsks.filter(({ at }) => context.now - at > FORGOTTEN_MS);
	const rest = hallAsks.filter((one) => !own.includes(one) && !gone.includes(one));
	if (isFull(rest, seat.id, whence)) return refuse('guests-many');
	const ask: HallAsk = {
		...{ id: context.newId('q'), seat: seat.id, session, at: context.now },
		...{ place: whence.place, lane: whence.lane }
	};
	const put: LotWrite = { slice: 'roll', lot: 'hall-asks', key: ask.id, value: ask };
	const past = new Set([...own, ...gone]);
	return { events: [], hidden: [...[...past].map(({ id }) => dropAsk(id)), put] };
}

function isFull(asks: readonly HallAsk[], seat: SeatId, { place, lane }: Whence): boolean {
	if (asks.length >= ASKS.all) return true;
	if (asks.filter((one) => one.seat === seat).length >= ASKS.seat) return true;
	return place === 'elsewhere' && asks.filter((one) => one.lane === lane).length >= ASKS.elsewhere;
}

/** [S30] One press answers all of these, as they were shown: yes leaves out whatever something speaks against. */
export function decideAnswerAsks(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.answer-asks'>,
	hooks: Hooks
): Outcome {
	const wanted = hidden.roll.hallAsks.filter(({ id }) => command.asks.includes(id));
	if (wanted.length === 0) return refuse('no-such-request');
	if (!command.yes) return { events: [], hidden: wanted.map(({ id }) => dropAsk(id)) };
	const doubts = doubtsOf(state, hidden);
	const events: NewEvent[] = [];
	const writes: HiddenWrite[] = [];
	// One phone may ask for one seat at a time: what is taken here takes no other's place.
	for (const ask of wanted) {
		if (doubts.get(ask.id) !== null) continue;
		const taken = takeSeat(state, hidden, state.roll.seats[ask.seat]!, ask.session, hooks);
		if ('refused' in taken) continue;
		events.push(...taken.events);
		writes.push(...(taken.hidden ?? []));
	}
	return events.length > 0 ? { events, hidden: writes } : refuse('asks-doubtful');
}

/** Whoever waited is not told so when the meeting is over, or put off. */
export function forgetAsks({ roll }: Pick<Hidden, 'roll'>): LotWrite[] {
	return roll.hallAsks.length > 0 ? [{ slice: 'roll', lot: 'hall-asks', clear: true }] : [];
}

/**
 * Order in the hall: somebody who disturbs is sent out, and let in again with one press. Rule [S26].
 *
 * Invariant: that somebody left is public, as whenever somebody leaves; that they were sent out, and why, is
 * the desk's alone and in no journal.
 */
import { attendanceOf, isPresent } from '../attendance/attendance.ts';
import type { Context, Outcome } from '../context.ts';
import { parseText } from '../parse-text.ts';
import { refuse } from '../refusal.ts';
import type { Hidden, HiddenWrite, LotWrite, MeetingState, NewEvent } from '../registry.ts';
import type { SeatId } from '../names.ts';
import { DESK } from '../role-groups.ts';
import { depart, isOutside, type SentOut } from './hidden.ts';
import { dropAsk } from './holding.ts';
import { SENT_OUT_REASON, seatOf, type RollCommand } from './roll.ts';

type Of<T extends RollCommand['type']> = Extract<RollCommand, { type: T }>;

/** Their phone shows no more than a stranger's, hand and floor are gone; who leads stays. */
export function decideSendOut(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.send-out'>,
	{ now: at, actor }: Context
): Outcome {
	const seat = seatOf(state.roll, command.seat);
	if (!seat) return refuse('no-such-seat');
	if (DESK.includes(seat.role)) return refuse('not-allowed');
	if (isOutside(hidden, seat.id)) return { events: [] };
	const reason = parseText(command.reason, { max: SENT_OUT_REASON, required: true, lines: true });
	if (typeof reason !== 'string') return reason;
	const present = isPresent(state.attendance, seat.id);
	const left: NewEvent = { type: 'attendance.stepped-out', body: { seat: seat.id } };
	return {
		events: present ? [left] : [],
		hidden: [
			keep(seat.id, { reason, at, by: actor.id, present, back: null }),
			...dropWaiting(hidden, hidden.roll.holders.get(seat.id))
		]
	};
}

/** Whatever this phone still waits for at the door: a press that lets many in must not let it in. */
function dropWaiting({ roll }: Hidden, session: string | undefined): HiddenWrite[] {
	const asks = roll.requests.filter((one) => one.session === session);
	const guests = roll.arrivals.filter((one) => one.waiting && one.session === session);
	const scanned = roll.hallAsks.filter((one) => one.session === session);
	return [
		...scanned.map(({ id }) => dropAsk(id)),
		...asks.map(({ id }): HiddenWrite => ({ slice: 'roll', op: 'settle', request: id })),
		...guests.map(({ id }) => depart(id))
	];
}

/** Back in the same place; what the log says stays there. */
export function decideLetBack(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.let-back'>,
	{ now: at, actor }: Context
): Outcome {
	const seat = seatOf(state.roll, command.seat)?.id;
	if (!seat) return refuse('no-such-seat');
	const row = hidden.roll.sentOut.get(seat);
	if (!row || row.back) return { events: [] };
	const left = attendanceOf(state.attendance, seat).status === 'left';
	const returned: NewEvent = { type: 'attendance.returned', body: { seat } };
	return {
		events: row.present && left ? [returned] : [],
		hidden: [keep(seat, { ...row, back: { at, by: actor.id } })]
	};
}

/** Order is kept in a room: when the meeting closes, whoever is still outside has their place again. */
export function letBackAtClose({ roll }: Hidden, { now: at, actor }: Context): LotWrite[] {
	return [...roll.sentOut]
		.filter(([, { back }]) => back === null)
		.map(([seat, row]) => keep(seat, { ...row, back: { at, by: actor.id } }));
}

function keep(seat: SeatId, value: SentOut): LotWrite {
	return { slice: 'roll', lot: 'sent-out', key: seat, value };
}

/** What the log says of this seat goes with the name. */
export function forgetSentOut({ roll }: Hidden, seat: SeatId): LotWrite[] {
	if (!roll.sentOut.has(seat)) return [];
	return [{ slice: 'roll', lot: 'sent-out', key: seat, value: null }];
}

/**
 * Decides roles: who is what, who helps whom, whether the shared code works; the chair on its way: `chair.ts`.
 *
 * Invariants: at most one seat is `chair`; a seat is helped by exactly one helper.
 */
import type { Context, Outcome } from '../context.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { getOwn } from '../get-own.ts';
import { isPrivate } from '../plan/view.ts';
import { whenSigningIn } from '../phase.ts';
import { refuse } from '../refusal.ts';
import { DESK } from '../role-groups.ts';
import { isOutside } from './hidden.ts';
import { partiesOf } from '../parties.ts';
import { chairOf, seatOf, type RollCommand } from './roll.ts';
import { maySide, withoutSide } from './sides.ts';

type Of<T extends RollCommand['type']> = Extract<RollCommand, { type: T }>;

/** [S19] The full list of seats a helper's phone acts for; it replaces the list before (A9). */
export function decideHelp(state: MeetingState, command: Of<'roll.help'>): Outcome {
	const helper = getOwn(state.roll.seats, command.helper);
	if (!helper) return refuse('no-such-seat');
	if (helper.role !== 'helper') return refuse('not-a-helper');
	const seats = [...new Set(command.seats)];
	for (const id of seats) {
		const seat = getOwn(state.roll.seats, id);
		if (!seat || id === helper.id) return refuse('no-such-seat');
		if (seat.boundTo) return refuse('already-bound');
	}
	return { events: [{ type: 'roll.helped', body: { helper: helper.id, seats } }] };
}

/** [S35] Half as much time again for this person, or the usual time. */
export function decideMoreTime(
	state: MeetingState,
	{ seat: id, more }: Of<'roll.more-time'>
): Outcome {
	const seat = seatOf(state.roll, id);
	if (!seat) return refuse('no-such-seat');
	if ((seat.moreTime ?? false) === more) return { events: [] };
	return { events: [{ type: 'roll.time-given', body: { seat: seat.id, more } }] };
}

/** [S36] [S37] Of which side somebody is, said by the desk or by their own phone. */
export function decideSide(
	state: MeetingState,
	{ seat: id, side }: Of<'roll.side'>,
	{ actor }: Context
): Outcome {
	const seat = seatOf(state.roll, id);
	if (!seat) return refuse('no-such-seat');
	const desk = actor.role === 'organiser' || DESK.includes(actor.role);
	const refusal = maySide(state, seat, side, !desk);
	if (refusal) return refusal;
	if (seat.side === side) return { events: [] };
	return { events: [{ type: 'roll.sided', body: { seat: seat.id, side } }] };
}

/** [S36] Everybody of whom it is not said yet, at once: most of a hearing asks, most of seven mediate. */
export function decideSideRest(state: MeetingState, { side }: Of<'roll.side-rest'>): Outcome {
	if (!partiesOf(state.plan).includes(side)) return refuse('no-sides');
	const rest = withoutSide(state).filter((seat) => maySide(state, seat, side, false) === null);
	return {
		events: rest.map((seat) => ({ type: 'roll.sided', body: { seat: seat.id, side } }))
	};
}

/** [S20] The organiser gives a role for good. */
export function decideRole(state: MeetingState, hidden: Hidden, command: Of<'roll.role'>): Outcome {
	const seat = getOwn(state.roll.seats, command.seat);
	if (!seat) return refuse('no-such-seat');
	if (seat.guest && !seat.votes) return refuse('bind-first');
	const { role } = command;
	if (role === seat.role && role === seat.homeRole) return { events: [] };
	if (DESK.includes(role) && isOutside(hidden, seat.id)) return refuse('sent-out');
	if (role === 'chair' && seat.role !== 'chair' && chairOf(state.roll))
		return refuse('second-chair');
	if (seat.role === 'chair' && role !== 'chair' && state.plan.phase === 'open')
		return refuse('last-chair');
	return { events: [{ type: 'roll.role-given', body: { seat: seat.id, role } }] };
}

/** [S22] The shared code can be switched off and on while the meeting runs. */
export function decideJoinOpen(state: MeetingState, command: Of<'roll.join-open'>): Outcome {
	const shut = whenSigningIn(state);
	if (shut) return shut;
	// [P18] Who is on the list has a link or a card; nobody else comes in.
	if (command.open && isPrivate(state.plan)) return refuse('private-meeting');
	if (state.roll.joinOpen === command.open) return { events: [] };
	return { events: [{ type: 'roll.join-opened', body: { open: command.open } }] };
}

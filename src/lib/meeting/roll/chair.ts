/**
 * Who presides: the chair is offered to somebody who can, becomes theirs by a press on their own phone, and goes back
 * [S21] [S40].
 *
 * Invariant: once the meeting runs the chair only moves; it is never left empty by mistake.
 */
import { isPresent } from '../attendance/attendance.ts';
import type { Context, Outcome } from '../context.ts';
import { getOwn } from '../get-own.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { PRESIDERS } from '../role-groups.ts';
import { isOutside } from './hidden.ts';
import { chairOf, formerChair, sideOfSeat, type RollCommand, type Seat } from './roll.ts';

type Of<T extends RollCommand['type']> = Extract<RollCommand, { type: T }>;

/** [S21] A chair whose page has had no line for so long is taken over by a co-chair, ms. */
const CHAIR_SILENT_MS = 10_000;

/** Why this person cannot preside now; null: they can. Who only looks on, and a side, never do. */
export function whyNotPreside(state: MeetingState, seat: Seat): Refusal | null {
	return (
		whyNeverPreside(seat) ?? (isPresent(state.attendance, seat.id) ? null : refuse('not-present'))
	);
}

function whyNeverPreside(seat: Seat): Refusal | null {
	if (seat.guest && !seat.votes) return refuse('bind-first');
	return !PRESIDERS.includes(seat.role) || sideOfSeat(seat) !== null
		? refuse('cannot-preside')
		: null;
}

/** [S21] Whoever chairs offers the chair; the organiser gives it, and a co-chair takes it where the chair has no line. */
export function decideHandChair(
	state: MeetingState,
	hidden: Hidden,
	{ to: id }: Of<'roll.hand-chair'>,
	{ actor, silentFor }: Context
): Outcome {
	const to = getOwn(state.roll.seats, id);
	if (!to) return refuse('no-such-seat');
	const chair = chairOf(state.roll) ?? null;
	const { offered = null } = state.roll;
	// The chair itself again: what was offered is taken back.
	if (to.role === 'chair')
		return offered === null
			? { events: [] }
			: { events: [{ type: 'roll.chair-declined', body: { to: offered } }] };
	if (isOutside(hidden, to.id)) return refuse('sent-out');
	if (actor.role === 'organiser') {
		const never = whyNeverPreside(to);
		if (never) return never;
		if (!to.held && !isPresent(state.attendance, to.id)) return refuse('seat-not-held');
		return handed(state, to);
	}
	if (actor.role === 'cochair') {
		if (to.id !== actor.id) return refuse('not-allowed');
		const hasLine = chair !== null && chair.held && silentFor(chair.id) < CHAIR_SILENT_MS;
		if (hasLine) return refuse('chair-connected');
		return whyNotPreside(state, to) ?? handed(state, to, { rescued: true });
	}
	if (!to.held) return refuse('seat-not-held');
	const refused = whyNotPreside(state, to);
	if (refused) return refused;
	return offered === to.id
		? { events: [] }
		: { events: [{ type: 'roll.chair-offered', body: { to: to.id } }] };
}

/** [S21] Whoever was asked says yes on their own phone, or no. */
export function decideAnswerChair(
	state: MeetingState,
	{ seat, accept }: Of<'roll.answer-chair'>
): Outcome {
	if (state.roll.offered !== seat) return refuse('stale');
	if (!accept) return { events: [{ type: 'roll.chair-declined', body: { to: seat } }] };
	const to = getOwn(state.roll.seats, seat)!;
	return whyNotPreside(state, to) ?? handed(state, to);
}

/** [S40] Whose chair it was takes it back, with a press. */
export function decideTakeBackChair(
	state: MeetingState,
	hidden: Hidden,
	{ seat: id }: Of<'roll.take-back-chair'>
): Outcome {
	const seat = getOwn(state.roll.seats, id);
	if (!seat) return refuse('no-such-seat');
	if (!formerChair(seat)) return refuse('not-allowed');
	if (isOutside(hidden, seat.id)) return refuse('sent-out');
	return handed(state, seat);
}

/** Every way in which the chair moves ends here. */
function handed(state: MeetingState, to: Seat, how: { rescued?: true } = {}): Outcome {
	// The words of one's own turn are nobody's to preside over.
	if (state.queue.speaker?.entry.seat === to.id) return refuse('finish-turn-first');
	const from = chairOf(state.roll) ?? null;
	// Whose chair it is speaks and looks like everybody until it is taken back.
	const former = from?.homeRole === 'chair' ? ({ former: 'member' } as const) : {};
	return {
		events: [
			{ type: 'roll.chair-handed', body: { from: from?.id ?? null, to: to.id, ...former, ...how } }
		]
	};
}

/**
 * Correcting a fact of the same evening, before the minutes are sealed. Rules [M20], [M21].
 *
 * Invariant: the journal keeps what was written down; a correction is an event after it that says what was
 * written and what is right, and from then on everything is counted from what is right.
 */
import { attendanceOf } from '../attendance/attendance.ts';
import { getOwn } from '../get-own.ts';
import type { Hooks } from '../hooks.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Corrected, Hidden, MeetingState, MinutesFact } from '../registry.ts';
import { isOutside } from '../roll/hidden.ts';
import { hasSpoken } from '../queue/fairness.ts';
import { seatOf, sideOfSeat } from '../roll/roll.ts';
import type { Stance } from '../queue/queue.ts';
import type { ChangeAsked } from './commands.ts';
import type { Change } from './minutes.ts';
import { entryBegun } from './line-owner.ts';

/** Stances that one may be corrected into and from: a point of order and a side's turn are more than a word. */
export const CORRECTABLE: readonly Stance[] = ['for', 'against', 'ask', 'add', 'none'];

/** True for a fact that can be corrected by pressing it: who spoke and how they stood, who came late. */
export function canBeCorrected(fact: MinutesFact): boolean {
	return fact.what === 'turn' || fact.what === 'came';
}

/** The change with what was written and the event it is about, or why it cannot be made. */
export function changeOf(
	state: MeetingState,
	hidden: Hidden,
	hooks: Hooks,
	fact: number | null,
	asked: ChangeAsked
): { fact: number | null; change: Change } | Refusal {
	if (asked.is === 'sign-in') return signIn(state, hidden, hooks, asked);
	if (asked.is === 'late') return lateness(state, asked);
	const entry = fact === null ? undefined : entryBegun(state, fact);
	if (!entry) return refuse('no-such-fact');
	if (asked.is === 'stance') {
		const { stance } = asked;
		if (!CORRECTABLE.includes(stance) || !CORRECTABLE.includes(entry.stance))
			return refuse('stance-required');
		return stance === entry.stance
			? refuse('stale')
			: { fact, change: { is: 'stance', stance, was: entry.stance } };
	}
	const seat = seatOf(state.roll, asked.seat)?.id;
	if (!seat) return refuse('no-such-seat');
	if (attendanceOf(state.attendance, seat).signedInAt === null) return refuse('did-not-attend');
	if (entry.stance === 'side' && sideOfSeat(state.roll.seats[seat]) === null)
		return refuse('side-required');
	return seat === seatOf(state.roll, entry.seat)?.id
		? refuse('stale')
		: { fact, change: { is: 'seat', seat, was: entry.seat } };
}

type SignIn = Extract<ChangeAsked, { is: 'sign-in' }>;

/** Whoever spoke was there: their turns are corrected first. */
function signIn(
	state: MeetingState,
	hidden: Hidden,
	hooks: Hooks,
	{ seat: id, came }: SignIn
): { fact: number | null; change: Change } | Refusal {
	// Before the meeting nobody is here, and so nobody was written down wrongly.
	if (state.plan.openedAt === null) return refuse('not-open');
	const seat = getOwn(state.roll.seats, id);
	if (!seat) return refuse('no-such-seat');
	if (seat.boundTo) return refuse('already-bound');
	const { signedInAt, fact } = attendanceOf(state.attendance, id);
	const was = signedInAt === null ? null : seat.channel;
	if (was === came) return refuse('stale');
	if (was === null && isOutside(hidden, id)) return refuse('sent-out');
	const hasFloor = state.queue.speaker?.entry.seat === id;
	if (came === null && (hasFloor || hasSpoken(state.queue, id))) return refuse('has-spoken');
	if (came === null && hooks.tookPart(state, hidden, id)) return refuse('took-part');
	return { fact, change: { is: 'sign-in', seat: id, came, was } };
}

/** Who was there and was forgotten did not come late; who said so and only just came did. */
function lateness(
	state: MeetingState,
	{ seat, late }: Extract<ChangeAsked, { is: 'late' }>
): { fact: number | null; change: Change } | Refusal {
	const one = getOwn(state.roll.seats, seat);
	if (!one) return refuse('no-such-seat');
	const { signedInAt, fact, late: was, backfilled } = attendanceOf(state.attendance, seat);
	if (signedInAt === null) return refuse('did-not-attend');
	// Who signed in on time has no line that says when, and late is said of nobody without one; who was put on the list
	// during the meeting may have been awaited all the same.
	if (was === late || (late && !backfilled && !one.unawaited)) return refuse('stale');
	return { fact, change: { is: 'late', seat, late, was } };
}

/** The fact with what was corrected of it, in the order in which that was done. */
export function withCorrections(fact: MinutesFact, { minutes }: MeetingState): MinutesFact {
	const errata = minutes.errata.filter((one) => one.change && one.fact === fact.seq);
	if (errata.length === 0) return fact;
	const changes = errata.map(({ change }) => change!);
	// From the last to the first: the first says what was written.
	const before = changes.reduceRight<Partial<Record<'seat' | 'stance', unknown>>>(
		(was, change) =>
			change.is === 'seat' || change.is === 'stance' ? { ...was, [change.is]: change.was } : was,
		{}
	);
	const last = changes.at(-1)!;
	const right = changes.reduce(cameRight, fact);
	const corrected: Corrected = {
		was: { ...fact, ...before } as MinutesFact,
		never: last.is === 'sign-in' && last.came === null,
		by: errata.map(({ at, by, text }) => ({ at, by, text }))
	};
	return { ...right, corrected };
}

/** What tells whether, how and when somebody came, with what is right of it: no other slice keeps it. */
function cameRight(fact: MinutesFact, change: Change): MinutesFact {
	if (change.is === 'late' && fact.what === 'came') {
		const { backfilled = true, ...rest } = fact;
		return change.late ? { ...rest, late: true } : { ...rest, late: false, backfilled };
	}
	if (change.is !== 'sign-in' || change.came === null) return fact;
	if (fact.what === 'came') return { ...fact, channel: change.came };
	// Signed in by a correction, which now is corrected itself.
	if (fact.what === 'correction' && fact.change.is === 'sign-in')
		return { ...fact, change: { ...fact.change, came: change.came } };
	return fact;
}

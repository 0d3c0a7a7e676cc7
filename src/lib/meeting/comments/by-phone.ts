/** Who telephones the desk after a meeting: somebody who was there objects, anybody else comments. Pure. */
import { attendanceOf } from '../attendance/attendance.ts';
import type { MeetingState } from '../registry.ts';
import { minutesPhase } from '../minutes/minutes.ts';
import type { Instant, SeatId } from '../names.ts';
import { takesComments } from '../record/view.ts';

/** Somebody who was there. `name` as the desk knows it; null: erased. */
export interface Caller {
	seat: SeatId;
	no: number;
	name: string | null;
}

/** What a call can become now: an objection [M10], a comment [W1], both, or nothing. */
export function callsTaken(state: MeetingState, now: Instant) {
	return {
		objections: minutesPhase(state, now) === 'objections',
		comments: takesComments(state, now)
	};
}

/** Seats whose person signed in: they alone may object. */
export function whoWasThere({ roll, attendance }: MeetingState): SeatId[] {
	return roll.order.filter((seat) => attendanceOf(attendance, seat).signedInAt !== null);
}

/** Those whom the clerk may mean: with this seat number, or exactly this name. */
export function callersMeant(people: readonly Caller[], typed: string): Caller[] {
	const wanted = typed.trim();
	if (wanted === '') return [];
	if (/^\d+$/u.test(wanted)) return people.filter(({ no }) => no > 0 && no === Number(wanted));
	return people.filter(({ name }) => name === wanted);
}

/**
 * What the call becomes: the seat that objects, `comment`, or null while nobody can say. `chosen` holds
 * where it can; else one person meant objects, and somebody unknown comments.
 */
export function callBecomes(
	meant: readonly Caller[],
	chosen: SeatId | 'comment' | null,
	comments: boolean
): SeatId | 'comment' | null {
	if (chosen === 'comment' && comments) return chosen;
	if (meant.some(({ seat }) => seat === chosen)) return chosen;
	if (meant.length === 1) return meant[0]!.seat;
	return meant.length === 0 && comments ? 'comment' : null;
}

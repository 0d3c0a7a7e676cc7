/** Who has acknowledged the rules among those who count: seats with a vote that are present. */
import { getOwn } from '../get-own.ts';
import { isPresent } from '../attendance/attendance.ts';
import type { MeetingState } from '../registry.ts';
import type { SeatId } from '../names.ts';

export interface Acks {
	done: number;
	of: number;
	/** Present, with a vote, not yet; in roll order. */
	missing: SeatId[];
}

/** S1.28: the share shown in ④ and asked for before it is left. */
export function acksOf(state: MeetingState): Acks {
	const due = state.roll.order.filter(
		(seat) => state.roll.seats[seat]?.votes && isPresent(state.attendance, seat)
	);
	const missing = due.filter((seat) => getOwn(state.runsheet.acks, seat) === undefined);
	return { done: due.length - missing.length, of: due.length, missing };
}

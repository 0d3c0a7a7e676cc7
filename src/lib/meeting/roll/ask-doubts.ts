/** What speaks against letting a phone have the seat that it asks for by the hall's QR. */
import { isPresent } from '../attendance/attendance.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import type { SeatId } from '../names.ts';
import type { AskDoubt, HallAsk } from './hidden.ts';
import { heldBy } from './holding.ts';
import { likenesses } from './match.ts';

/** [S30] What speaks against each ask; null: nothing that can be seen from here. */
export function doubtsOf(state: MeetingState, hidden: Hidden): Map<string, AskDoubt | null> {
	const { hallAsks, people } = hidden.roll;
	const asked = new Map<SeatId, number>();
	for (const { seat } of hallAsks) asked.set(seat, (asked.get(seat) ?? 0) + 1);
	const guests = new Set<SeatId>();
	if (hallAsks.length > 0)
		for (const { seat } of likenesses(state.roll, state.attendance, (id) =>
			people.get(id)
		).values())
			guests.add(seat.id);
	const doubt = ({ seat, session }: HallAsk): AskDoubt | null => {
		if (asked.get(seat)! > 1) return 'twice';
		if (hidden.roll.holders.has(seat)) return 'held';
		if (isPresent(state.attendance, seat)) return 'present';
		if (guests.has(seat) || sitsAsGuest(state, hidden, session)) return 'guest';
		return null;
	};
	return new Map(hallAsks.map((ask) => [ask.id, doubt(ask)]));
}

/** Came by the bare code before. */
function sitsAsGuest(state: MeetingState, hidden: Hidden, session: string): boolean {
	return heldBy(state.roll, hidden.roll, session).some((id) => {
		const seat = state.roll.seats[id]!;
		return seat.guest && seat.boundTo === null;
	});
}

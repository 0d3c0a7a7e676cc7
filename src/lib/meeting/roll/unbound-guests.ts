/** Who came without being on the roll, asked on phones too: apart from the comparing, which desks alone need. Pure. */
import type { RollState, Seat } from './roll.ts';

/** Guests that nobody has bound yet, in the order they came; who is a member without a list needs no match. */
export function unboundGuests(roll: RollState): Seat[] {
	return roll.order
		.map((id) => roll.seats[id]!)
		.filter((seat) => seat.guest && !seat.votes && seat.boundTo === null);
}

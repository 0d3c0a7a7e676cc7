/** Which seats one person has had, and whether they sign in. Apart from `roll.ts`, which every phone loads first. Pure. */
import type { SeatId } from './names.ts';
import type { RollState, Seat } from './roll/roll.ts';

/** Who comes to take part signs in; who works at the meeting is here without. */
export function signsIn({ votes, guest }: Pick<Seat, 'votes' | 'guest'>): boolean {
	return votes || guest;
}

/** The seats that one person has had: their own, and those of guests who turned out to be them. */
export function seatsOf({ order, seats }: RollState, id: SeatId): SeatId[] {
	return [id, ...order.filter((one) => seats[one]?.boundTo === id)];
}

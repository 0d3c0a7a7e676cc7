/** A seat by its person's name, as this reader may know it. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Person, SeatId } from '#lib/meeting/names.ts';
import type { RollState } from '#lib/meeting/roll/roll.ts';

/** What a name needs of the meeting's store. */
export interface Names {
	state: { roll: RollState };
	person(seat: SeatId): Person | null | undefined;
}

/** The name; 已删除 where it was erased; where it is not known the seat's number, else its role. */
export function seatName(names: Names, id: SeatId): string {
	const person = names.person(id);
	if (person === null) return m.roll_erased();
	if (person) return person.name;
	const no = names.state.roll.seats[id]?.no ?? 0;
	return no > 0 ? m.roll_seat_no({ no }) : m.roll_role_guest();
}

/** The number on the seat card and the name, as the clerk speaks of people: 1号 王桂芳. */
export function seatWords(names: Names, id: SeatId): string {
	const no = names.state.roll.seats[id]?.no ?? 0;
	const name = seatName(names, id);
	return no > 0 && names.person(id) !== undefined ? `${m.roll_seat_no({ no })} ${name}` : name;
}

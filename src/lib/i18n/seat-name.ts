/** A seat by its person's name, as this reader may know it. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { maskedInitial } from '#lib/meeting/directory.ts';
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
	if (person) return personName(person);
	const no = names.state.roll.seats[id]?.no ?? 0;
	return no > 0 ? m.roll_seat_no({ no }) : m.roll_role_guest();
}

/**
 * A name as it is shown by itself: whole, or 5号楼李先生, or 5号楼李某 where the list does not say how they are called.
 * A shortened name without its building could be anybody's [S32].
 */
export function personName(person: Person): string {
	const name = calledName(person);
	const { building } = person;
	if (maskedInitial(person) === null || building === '') return name;
	return m.roll_of_building({ name, building });
}

/** The same where the building stands beside it already. */
export function calledName(person: Person): string {
	const name = maskedInitial(person);
	if (name === null) return person.name;
	if (!person.honorific) return m.roll_some({ name });
	return person.honorific === 'mr' ? m.roll_mr({ name }) : m.roll_ms({ name });
}

/** What is said of a person beside the name, building first; the building only where the name does not hold it. */
export function aboutPerson(person: Person | null | undefined): string[] {
	if (!person) return [];
	const building = maskedInitial(person) === null ? person.building : '';
	return [building, person.title].filter((one) => one !== '');
}

/** The number on the seat card and the name, as the clerk speaks of people: 1号 王桂芳. */
export function seatWords(names: Names, id: SeatId): string {
	const no = names.state.roll.seats[id]?.no ?? 0;
	const name = seatName(names, id);
	return no > 0 && names.person(id) !== undefined ? `${m.roll_seat_no({ no })} ${name}` : name;
}

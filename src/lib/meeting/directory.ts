/**
 * Names in two projections: those with a seat see name, building and title;
 * everybody else sees what the meeting’s privacy setting allows (L18). Staff need no third one: what they
 * know beyond names (who has no phone, who helps whom) is no secret and stands in the state.
 */
import type { HiddenRoll } from './roll/hidden.ts';
import type { Person, SeatId } from './names.ts';
import { firstSign } from './words.ts';

export type Projection = 'members' | 'public';

/** Seat → person as shown; null where the name was erased (已删除). */
export type Directory = Record<SeatId, Person | null>;

/** 李 + 5号楼 for 李建国: the first character of a Chinese name, the first letter elsewhere. */
export function surname(person: Person): Person {
	return { name: firstSign(person.name) + '**', building: person.building, title: person.title };
}

/** The directory as one projection shows it. */
export function project(
	hidden: HiddenRoll,
	projection: Projection,
	publicNames: 'full' | 'surname'
): Directory {
	const directory: Directory = {};
	for (const [seat, person] of hidden.people)
		directory[seat] =
			person && projection === 'public' && publicNames === 'surname' ? surname(person) : person;
	return directory;
}

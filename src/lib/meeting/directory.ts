/**
 * Names in two projections: those with a seat see name, building and title; everybody else sees what the
 * meeting’s privacy setting allows (L18), and before the opening only who leads it. How somebody was
 * introduced (身份) may tell how they live (独居老人代表): strangers read it of officials and staff alone.
 */
import type { HiddenRoll } from './roll/hidden.ts';
import type { RollState } from './roll/roll.ts';
import { getOwn } from './get-own.ts';
import type { Person, SeatId } from './names.ts';
import { firstSign } from './words.ts';

export type Projection = 'members' | 'public';

/** Seat → person as shown; null where the name was erased (已删除). */
export type Directory = Record<SeatId, Person | null>;

/** 李 + 5号楼 for 李建国: the first character of a Chinese name, the first letter elsewhere. */
export function surname(person: Person): Person {
	return { name: firstSign(person.name) + '**', building: person.building, title: person.title };
}

/** What of a meeting decides how strangers see its people. */
export interface Privacy {
	publicNames: 'full' | 'surname';
	opened: boolean;
	roll: RollState;
}

/** The directory as one projection shows it. */
export function project(hidden: HiddenRoll, projection: Projection, privacy: Privacy): Directory {
	if (projection === 'members') return Object.fromEntries(hidden.people);
	const directory: Directory = {};
	for (const [id, person] of hidden.people) {
		const seat = getOwn(privacy.roll.seats, id);
		const leads = seat !== undefined && !seat.guest && (seat.official || !seat.votes);
		if (!privacy.opened && !(leads && !seat.votes)) continue;
		directory[id] = person && stranger(person, privacy.publicNames, leads);
	}
	return directory;
}

function stranger(person: Person, names: Privacy['publicNames'], leads: boolean): Person {
	const shown = names === 'surname' ? surname(person) : person;
	return leads ? shown : { ...shown, title: '' };
}

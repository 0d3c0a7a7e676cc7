/**
 * Names in three projections: those with a seat see name, building and title; a paired hall screen hangs inside the
 * room and shows whole names until the meeting closes, but of guests by the code [S31]; everybody else sees what the meeting’s privacy setting allows (L18), and before
 * the opening only who leads it. Who chairs and keeps the minutes for a public body is named to everybody. How
 * somebody was introduced (身份) may tell how they live (独居老人代表): strangers and the wall read it of officials
 * and staff alone.
 */
import type { HiddenRoll } from './roll/hidden.ts';
import { DESK } from './role-groups.ts';
import type { RollState, Seat } from './roll/roll.ts';
import { getOwn } from './get-own.ts';
import type { Honorific, Person, SeatId } from './names.ts';
import { firstSign } from './words.ts';

export type Projection = 'members' | 'hall' | 'public';

/** Seat → person as shown; null where the name was erased (已删除). */
export type Directory = Record<SeatId, Person | null>;

/**
 * 李 + 5号楼 for 李建国: the first character of a Chinese name, the first letter elsewhere. How they are called
 * stays, so that screens say 李先生.
 */
export function surname({ name, building, title, honorific }: Person): Person {
	const called = honorific ?? CALLED[/(?:先生|女士)$/u.exec(name)?.[0] ?? ''];
	return {
		name: firstSign(name) + MASK,
		building,
		title,
		...(called ? { honorific: called } : {})
	};
}

/** The same where it becomes a text that people wrote, in their own words: 李先生, 李某; J. elsewhere. */
export function surnameInText(person: Person): string {
	const short = surname(person);
	const sign = firstSign(person.name);
	if (!/\p{Script=Han}/u.test(sign)) return `${sign}.`;
	return sign + (short.honorific === 'mr' ? '先生' : short.honorific === 'ms' ? '女士' : '某');
}

const MASK = '**';
const CALLED: Record<string, Honorific | undefined> = { 先生: 'mr', 女士: 'ms' };

/** The one sign that is left of a shortened name; null where it is whole. */
export function maskedInitial({ name }: Person): string | null {
	return name.endsWith(MASK) ? firstSign(name) : null;
}

/** What of a meeting decides how strangers see its people. */
export interface Privacy {
	publicNames: 'full' | 'surname';
	opened: boolean;
	/** A public body (组织单位) holds the meeting. */
	body: boolean;
	roll: RollState;
}

/** The directory as one projection shows it. */
export function project(hidden: HiddenRoll, projection: Projection, privacy: Privacy): Directory {
	if (projection === 'members') return Object.fromEntries(hidden.people);
	const directory: Directory = {};
	for (const [id, person] of hidden.people) {
		const seat = getOwn(privacy.roll.seats, id);
		const leads = seat !== undefined && !seat.guest && (seat.official || !seat.votes);
		const inHall = projection === 'hall';
		if (!inHall && !privacy.opened && !(leads && !seat.votes)) continue;
		const named = seat !== undefined && (inHall ? isKnown(seat) : isNamed(seat, privacy));
		const shown = person && (named ? person : asStrangersSee(person, privacy.publicNames));
		directory[id] = shown && { ...shown, title: leads ? person.title : '' };
	}
	return directory;
}

/** Not somebody who came by the code alone: what they typed for a name could be anything, before everybody. */
function isKnown({ guest, votes }: Seat): boolean {
	return !guest || votes;
}

/** Whoever leads the meeting of a public body does so in their own name. */
function isNamed({ role, official }: Seat, { body }: Privacy): boolean {
	return DESK.includes(role) && (official || body);
}

/** A person of the roll as strangers see them in a meeting that shows names so; without the title (身份). */
export function asStrangersSee(person: Person, names: Privacy['publicNames']): Person {
	return { ...(names === 'surname' ? surname(person) : person), title: '' };
}

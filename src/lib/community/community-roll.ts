/**
 * The roll of a community: who may stand on it, whom of it a meeting has not, and what a meeting's list has that it
 * has not. Pure: the rows are `server/community/community-roll.ts`.
 */
import type { Person } from '#lib/meeting/names.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import { checkPerson } from '#lib/meeting/roll/entries.ts';
import { isStaff, SEATS_IN_ROLL, type RollEntry, type Seat } from '#lib/meeting/roll/roll.ts';
import { sameKey } from '#lib/meeting/words.ts';

/** Who somebody is, without what is of one meeting alone [W6]. */
export type Resident = Omit<RollEntry, 'side' | 'speaksFor'>;

/** One on the roll. */
export interface Listed {
	id: string;
	entry: Resident;
}

/** Somebody at a meeting, as its list says. */
export interface AtMeeting {
	seat: Seat;
	person: Person;
}

/** What a meeting's list would change on the roll [W5]. */
export interface SavedBack {
	added: Resident[];
	changed: Listed[];
}

type Named = Pick<RollEntry, 'name' | 'building' | 'title'>;

/** The same person, as far as a list can tell. */
const whoKey = ({ name, building }: Pick<Named, 'name' | 'building'>) => sameKey(name, building);
const lineKey = ({ name, building, title }: Named) => sameKey(name, building, title);

/** [W3] These as they are put on the roll beside those who are there, or the first reason why not, with its line. */
export function addedTo(
	roll: readonly Listed[],
	entries: readonly RollEntry[]
): Resident[] | Refusal {
	if (roll.length + entries.length > SEATS_IN_ROLL)
		return refuse('roll-too-long', { max: SEATS_IN_ROLL });
	const already = new Set(roll.map(({ entry }) => lineKey(entry)));
	const lines = new Map<string, number>();
	let chair = roll.some(({ entry }) => entry.role === 'chair');
	const added: Resident[] = [];
	for (const [index, raw] of entries.entries()) {
		const line = index + 1;
		const person = checkPerson(raw, line);
		if ('refused' in person) return person;
		const key = lineKey(person);
		if (already.has(key)) return refuse('already-on-roll', { line });
		const other = lines.get(key);
		if (other) return refuse('roll-duplicate', { line: other, other: line });
		lines.set(key, line);
		if (raw.role === 'chair' && chair) return refuse('second-chair', { line });
		chair ||= raw.role === 'chair';
		added.push(resident(raw, person));
	}
	return added;
}

/** [W3] One of the roll as corrected, or why not. */
export function corrected(
	roll: readonly Listed[],
	id: string,
	change: RollEntry
): Resident | Refusal {
	const others = roll.filter((one) => one.id !== id);
	if (others.length === roll.length) return refuse('no-such-seat');
	const made = addedTo(others, [change]);
	return 'refused' in made ? made : made[0]!;
}

/** [W4] Whom of the roll a meeting's list does not name yet. */
export function notAtMeeting(
	roll: readonly Listed[],
	people: Iterable<Pick<Person, 'name' | 'building'>>
): Listed[] {
	const there = new Set([...people].map(whoKey));
	return roll.filter(({ entry }) => !there.has(whoKey(entry)));
}

/** [W5] [W6] What saving a meeting's list back would do. */
export function savedBack(roll: readonly Listed[], people: readonly AtMeeting[]): SavedBack {
	const known = new Map(roll.map((one) => [whoKey(one.entry), one]));
	const added = new Map<string, Resident>();
	const changed = new Map<string, Listed>();
	for (const { seat, person } of people) {
		if (seat.guest || seat.role === 'guest' || isStaff(seat)) continue;
		const key = whoKey(person);
		const { role, votes, official, channel, hasPhone } = seat;
		const entry = resident({ role, votes, official, channel, hasPhone }, person);
		const there = known.get(key);
		if (!there) added.set(key, entry);
		else if (!isSame(there.entry, entry)) changed.set(key, { id: there.id, entry });
	}
	return { added: [...added.values()], changed: [...changed.values()] };
}

function resident(
	{ role, votes, official, channel, hasPhone }: Omit<Resident, keyof Person>,
	person: Person
): Resident {
	return { ...person, role, votes, official, channel, hasPhone };
}

function isSame(one: Resident, other: Resident): boolean {
	const { honorific: called, ...rest } = one;
	const { honorific: alsoCalled, ...others } = other;
	return (
		(called ?? 'none') === (alsoCalled ?? 'none') &&
		(Object.keys(rest) as (keyof typeof rest)[]).every((key) => rest[key] === others[key])
	);
}

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

/**
 * Who of the roll each of these is: first whoever has the same title, too, then the only one left of that name and
 * building. Null: nobody; undefined: one of several, and nobody can tell which.
 */
function matched(
	roll: readonly Listed[],
	people: readonly Person[]
): (Listed | null | undefined)[] {
	const byLine = new Map(roll.map((one) => [lineKey(one.entry), one]));
	const found = people.map((person) => byLine.get(lineKey(person)) ?? null);
	const taken = new Set(found);
	const left = grouped(
		roll.filter((one) => !taken.has(one)),
		({ entry }) => entry
	);
	const asking = grouped(
		people.filter((_, n) => found[n] === null),
		(person) => person
	);
	return people.map((person, n) => {
		const key = whoKey(person);
		const those = left.get(key);
		if (found[n] || !those) return found[n];
		return those.length === 1 && asking.get(key)!.length === 1 ? those[0] : undefined;
	});
}

function grouped<T>(all: readonly T[], named: (one: T) => Omit<Named, 'title'>): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of all) {
		const key = whoKey(named(one));
		const group = groups.get(key);
		if (group) group.push(one);
		else groups.set(key, [one]);
	}
	return groups;
}

/** [W4] Whom of the roll a meeting's list does not name yet. */
export function notAtMeeting(roll: readonly Listed[], people: readonly Person[]): Listed[] {
	const found = matched(roll, people);
	const there = new Set(found);
	const unclear = grouped(
		people.filter((_, n) => found[n] === undefined),
		(person) => person
	);
	const left = roll.filter((one) => !there.has(one));
	const of = grouped(left, ({ entry }) => entry);
	// Where as many are there as are left of that name, it is all of them.
	return left.filter(({ entry }) => {
		const key = whoKey(entry);
		return (unclear.get(key)?.length ?? 0) < of.get(key)!.length;
	});
}

/** [W5] [W6] What saving a meeting's list back would do. */
export function savedBack(roll: readonly Listed[], people: readonly AtMeeting[]): SavedBack {
	const asked = people.filter(({ seat }) => !seat.guest && seat.role !== 'guest' && !isStaff(seat));
	const found = matched(
		roll,
		asked.map(({ person }) => person)
	);
	const added: Resident[] = [];
	const changed: Listed[] = [];
	for (const [n, { seat, person }] of asked.entries()) {
		const { role, votes, official, channel, hasPhone } = seat;
		const entry = resident({ role, votes, official, channel, hasPhone }, person);
		const there = found[n];
		if (there === null) added.push(entry);
		else if (there && !isSame(there.entry, entry)) changed.push({ id: there.id, entry });
	}
	return { added, changed };
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

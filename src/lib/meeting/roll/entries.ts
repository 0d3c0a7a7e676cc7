/**
 * Decides what is on the roll: adding lines, changing and removing them, walk-ins.
 *
 * Invariants: everything typed is checked before the first id is made; there is never a second
 * chair; only the organiser gives a role that sits at the desk.
 */
import { attendanceOf } from '../attendance/attendance.ts';
import type { Context, Outcome } from '../context.ts';
import type { Hooks } from '../hooks.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import type { Person, SeatId, SeatRole } from '../names.ts';
import { getOwn } from '../get-own.ts';
import { hasIdNumber } from '../id-number.ts';
import { whenSigningIn } from '../phase.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { cleanLine, isLonger, sameKey } from '../words.ts';
import { isOutside } from './hidden.ts';
import { isForWhoeverComes } from './view.ts';
import { forgetSeat, placesOf } from './holding.ts';
import { fittingParty } from '../parties.ts';
import {
	chairOf,
	NAME_LENGTH,
	SEATS_IN_ROLL,
	SEATS_PER_PHONE,
	type Party,
	type RollCommand,
	type RollEntry,
	type RollState,
	type Seat
} from './roll.ts';

type Of<T extends RollCommand['type']> = Extract<RollCommand, { type: T }>;

const NO_PERSON = { name: '', building: '', title: '', honorific: 'none' } as const;
const WORDS = ['name', 'building', 'title', 'honorific'] as const;
const DESK_ROLES: readonly SeatRole[] = ['chair', 'cochair', 'clerk'];

/** A person as typed → as kept, or why not; `line` tells the organiser where in the list. */
export function checkPerson(
	raw: Pick<RollEntry, 'name' | 'building' | 'title' | 'honorific'>,
	line?: number
): Person | Refusal {
	const at: Record<string, number> = line === undefined ? {} : { line };
	const name = cleanLine(raw.name);
	const building = cleanLine(raw.building);
	const title = cleanLine(raw.title);
	if (name === null || building === null || title === null) return refuse('malformed', at);
	if (name === '') return refuse('name-missing', at);
	if ([name, building, title].some((word) => isLonger(word, NAME_LENGTH)))
		return refuse('text-too-long', { max: NAME_LENGTH, ...at });
	const words = [name, building, title];
	if ([...words, words.join(' ')].some(hasIdNumber)) return refuse('id-number', at);
	const { honorific = 'none' } = raw;
	return { name, building, title, ...(honorific === 'none' ? {} : { honorific }) };
}

const personKey = (person: Person) => sameKey(person.name, person.building, person.title);

/** Everybody on the roll by name, building and title → seat. */
function known(roll: RollState, hidden: Hidden): Map<string, SeatId> {
	const keys = new Map<string, SeatId>();
	for (const id of roll.order) {
		const person = hidden.roll.people.get(id);
		if (person && !roll.seats[id]!.guest) keys.set(personKey(person), id);
	}
	return keys;
}

/** The highest seat number that was given. */
export const highestNo = (roll: RollState) =>
	roll.order.reduce((highest, id) => Math.max(highest, roll.seats[id]!.no), 0);

function newSeat(
	{ plan }: MeetingState,
	context: Context,
	entry: RollEntry,
	person: Person,
	no: number
): Seat {
	const id = context.newId('s');
	return {
		id,
		no,
		role: entry.role,
		homeRole: entry.role,
		votes: no > 0,
		official: entry.official,
		channel: entry.channel,
		hasPhone: entry.hasPhone,
		person: context.person(id, person),
		held: false,
		guest: false,
		boundTo: null,
		helper: null,
		side: fittingParty(plan, sideTyped(entry.side) ?? null),
		speaksFor: entry.speaksFor ?? 0,
		...(plan.phase === 'open' ? { unawaited: true as const } : {})
	};
}

/** As a form says it → as the seat keeps it; undefined stays so. */
function sideTyped(side: RollEntry['side']): Party | null | undefined {
	return side === 'none' ? null : side;
}

/** [S1]–[S6] Lines of a roll become seats, all or none. */
function seatsFor(
	state: MeetingState,
	hidden: Hidden,
	entries: readonly RollEntry[],
	context: Context
): Seat[] | Refusal {
	const onRoll = state.roll.order.filter((id) => !state.roll.seats[id]!.guest).length;
	if (onRoll + entries.length > SEATS_IN_ROLL)
		return refuse('roll-too-long', { max: SEATS_IN_ROLL });
	const already = known(state.roll, hidden);
	const lines = new Map<string, number>();
	const people: Person[] = [];
	let chair = chairOf(state.roll) !== undefined;
	for (const [index, entry] of entries.entries()) {
		const line = index + 1;
		const person = checkPerson(entry, line);
		if ('refused' in person) return person;
		const key = personKey(person);
		if (already.has(key)) return refuse('already-on-roll', { line });
		const other = lines.get(key);
		if (other) return refuse('roll-duplicate', { line: other, other: line });
		lines.set(key, line);
		if (DESK_ROLES.includes(entry.role) && context.actor.role !== 'organiser')
			return refuse('not-allowed');
		if (entry.role === 'chair' && chair) return refuse('second-chair', { line });
		chair ||= entry.role === 'chair';
		people.push(person);
	}
	let no = highestNo(state.roll);
	return entries.map((entry, index) => {
		const votes = entry.votes && entry.role !== 'guest';
		return newSeat(state, context, entry, people[index]!, votes ? (no += 1) : 0);
	});
}

export function decideAdd(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.add'>,
	context: Context
): Outcome {
	const seats = seatsFor(state, hidden, command.entries, context);
	if ('refused' in seats) return seats;
	return { events: [{ type: 'roll.added', body: { seats } }] };
}

/** [S7] A walk-in stands in the room: seated and signed in at once. */
export function decideWalkIn(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.walk-in'>,
	context: Context
): Outcome {
	const shut = whenSigningIn(state);
	if (shut) return shut;
	const seats = seatsFor(state, hidden, [command.entry], context);
	if ('refused' in seats) return seats;
	const { id, channel } = seats[0]!;
	// [S33] Where everyone who comes is a member, they came like everybody else: that makes no list.
	if (isForWhoeverComes(state)) seats[0]!.guest = seats[0]!.votes;
	return {
		events: [
			{ type: 'roll.added', body: { seats } },
			{ type: 'attendance.signed-in', body: { seat: id, channel, late: false } }
		]
	};
}

/** True when the record speaks of this seat: it signed in, asked to speak, or stands for a guest. */
export function leftTrace(state: MeetingState, seat: Seat): boolean {
	const { entries, speaker, turns } = state.queue;
	return (
		seat.boundTo !== null ||
		state.roll.order.some((other) => state.roll.seats[other]!.boundTo === seat.id) ||
		attendanceOf(state.attendance, seat.id).signedInAt !== null ||
		entries.some((entry) => entry.seat === seat.id) ||
		speaker?.entry.seat === seat.id ||
		turns.some((turn) => turn.entry.seat === seat.id)
	);
}

/** [S8] Only a seat that has left no trace goes; the chair never while the meeting runs. */
export function decideRemove(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.remove'>,
	hooks: Hooks
): Outcome {
	const id = command.seat;
	const seat = getOwn(state.roll.seats, id);
	if (!seat) return refuse('no-such-seat');
	if (seat.role === 'chair' && state.plan.phase === 'open') return refuse('last-chair');
	if (leftTrace(state, seat) || hooks.tookPart(state, hidden, id)) return refuse('seat-in-use');
	return {
		events: [{ type: 'roll.removed', body: { seat: id } }],
		hidden: forgetSeat(hidden, id, hooks)
	};
}

/** [S9] Corrects a line; the person is hashed again only when it changed. */
export function decideChange(
	state: MeetingState,
	hidden: Hidden,
	command: Of<'roll.change'>,
	context: Context
): Outcome {
	const { change } = command;
	const seat = getOwn(state.roll.seats, command.seat);
	if (!seat) return refuse('no-such-seat');
	if (seat.boundTo) return refuse('already-bound');
	if (seat.guest && (change.votes || change.role)) return refuse('bind-first');
	const role = change.role ?? seat.role;
	if (role !== seat.role) {
		if ([role, seat.role].some((one) => DESK_ROLES.includes(one)))
			if (context.actor.role !== 'organiser') return refuse('not-allowed');
		if (role === 'chair' && chairOf(state.roll)) return refuse('second-chair');
		if (DESK_ROLES.includes(role) && isOutside(hidden, seat.id)) return refuse('sent-out');
		if (seat.role === 'chair' && state.plan.phase === 'open') return refuse('last-chair');
	}
	const votes = (change.votes ?? seat.votes) && role !== 'guest';
	const session = hidden.roll.holders.get(seat.id);
	if (votes && !seat.votes && session !== undefined)
		if (placesOf(state.roll, hidden.roll, session) >= SEATS_PER_PHONE)
			return refuse('too-many-seats', { max: SEATS_PER_PHONE });
	const before = { ...NO_PERSON, ...hidden.roll.people.get(seat.id) };
	const next = {
		name: change.name ?? before.name,
		building: change.building ?? before.building,
		title: change.title ?? before.title,
		honorific: change.honorific ?? before.honorific
	};
	const renamed = WORDS.some((word) => next[word] !== before[word]);
	let person = seat.person;
	if (renamed) {
		const checked = checkPerson(next);
		if ('refused' in checked) return checked;
		const other = known(state.roll, hidden).get(personKey(checked));
		if (!seat.guest && other !== undefined && other !== seat.id) return refuse('already-on-roll');
		person = context.person(seat.id, checked);
	}
	const changed: Seat = {
		...seat,
		role,
		homeRole: role === seat.role ? seat.homeRole : role,
		votes,
		no: !votes ? 0 : seat.no || highestNo(state.roll) + 1,
		official: change.official ?? seat.official,
		channel: change.channel ?? seat.channel,
		hasPhone: change.hasPhone ?? seat.hasPhone,
		side:
			change.side === undefined
				? seat.side
				: fittingParty(state.plan, sideTyped(change.side) ?? null),
		speaksFor: change.speaksFor ?? seat.speaksFor,
		person
	};
	const same = (Object.keys(changed) as (keyof Seat)[]).every((key) => changed[key] === seat[key]);
	return { events: same ? [] : [{ type: 'roll.changed', body: { seat: changed } }] };
}

/** Who may read which part of the roll. */
import {
	announced,
	seen,
	keptFor,
	ID,
	WHO,
	type DisclosureOf,
	type Fields
} from '../disclosure/decision.ts';
import { emptyRoll, type RollState, type Seat } from './roll.ts';
import type { MeetingEvent } from '../registry.ts';
import { valueFor } from '../disclosure/projected.ts';

const SEAT: Fields<Seat> = {
	id: announced(ID),
	no: announced('stands on the card on the table'),
	role: announced('a part in the meeting'),
	homeRole: announced('a part in the meeting'),
	votes: announced('may raise a hand in a vote'),
	official: announced('an office is no private matter, and the order of speaking follows from it'),
	channel: seen('the hall sees who is there and hears who is not'),
	hasPhone: keptFor('desk', true, 'says who is old or poor; only the desk hands out help by it'),
	person: announced('a salted hash: says nothing without the salt'),
	held: seen('whether a phone sits there, not whose'),
	guest: seen('came by the code'),
	boundTo: seen(WHO),
	helper: keptFor('room', null, 'says who needs help; the room sees it, strangers need not'),
	side: announced('sits on that side of the table'),
	speaksFor: announced('said with every turn (R11)'),
	unawaited: announced('came without having been awaited'),
	moreTime: seen('the clock on the big screen says it with every turn')
};

const fields: Fields<RollState> = {
	seats: { each: SEAT },
	order: announced(ID),
	joinOpen: announced('the door says it itself'),
	offered: seen(WHO)
};

export const rollDisclosure: DisclosureOf<'roll'> = {
	fields,
	texts: {
		'roll.added': 'none',
		'roll.removed': 'none',
		'roll.changed': 'none',
		'roll.claimed': 'none',
		'roll.released': 'none',
		'roll.taken-over': 'none',
		'roll.guest-seated': 'none',
		'roll.bound': 'none',
		'roll.helped': 'none',
		'roll.time-given': 'none',
		'roll.sided': 'none',
		'roll.role-given': 'none',
		'roll.chair-offered': 'none',
		'roll.chair-declined': 'none',
		'roll.chair-handed': 'none',
		'roll.join-opened': 'none'
	},
	eventFor(event, clearance) {
		switch (event.type) {
			case 'roll.added':
				return withBody(event, { seats: valueFor(event.body.seats, SEAT, clearance) });
			case 'roll.guest-seated':
			case 'roll.changed':
				return withBody(event, { seat: valueFor(event.body.seat, SEAT, clearance) });
			// The table keeps the helper of a seat from strangers.
			case 'roll.helped':
				return clearance === 'public' ? withBody(event, { seats: [] }) : event;
			default:
				return event;
		}
	},
	announced: staffOf
};

function withBody<Event extends MeetingEvent>(event: Event, change: object): Event {
	const { body } = event;
	const same = Object.entries(change).every(([key, value]) => body[key as never] === value);
	return same ? event : { ...event, body: { ...body, ...change } };
}

const staff = new WeakMap<RollState, RollState>();

/** The invitation says who leads. */
function staffOf(roll: RollState): RollState {
	let leading = staff.get(roll);
	if (!leading) {
		const order = roll.order.filter((id) => !roll.seats[id]!.votes && !roll.seats[id]!.guest);
		const seats = Object.fromEntries(order.map((id) => [id, roll.seats[id]!]));
		leading = { ...emptyRoll(), seats, order, joinOpen: roll.joinOpen };
		staff.set(roll, leading);
	}
	return leading;
}

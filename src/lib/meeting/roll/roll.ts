/**
 * The roll: who has a seat, in which role, by which number, and who may act for whom.
 *
 * Invariants: a seat id is never used again; a session may hold at most three voting seats (A8); which
 * session holds a seat is hidden (`hidden.ts`), that somebody holds it is public.
 */
import type { Channel, Honorific, Person, SeatId, SeatRole } from '../names.ts';
import { getOwn } from '../get-own.ts';
import type {
	AskDoubt,
	GuestArrival,
	HallAsk,
	HiddenRoll,
	PrivateRoll,
	RollWrite,
	SentOut
} from './hidden.ts';
import type { RollFact } from './facts.ts';

declare module '../registry.ts' {
	interface Slices {
		roll: {
			state: RollState;
			command: RollCommand;
			event: RollEvent;
			hidden: HiddenRoll;
			write: RollWrite;
			/** By their id: when and whence guests came. */
			lots: {
				'guest-arrivals': { key: string; value: GuestArrival };
				/** By their id: phones that scanned the hall's QR and ask for a seat [S29]. */
				'hall-asks': { key: string; value: HallAsk };
				/** Who was sent out, and why [S26]. */
				'sent-out': { key: SeatId; value: SentOut };
			};
			private: PrivateRoll;
			fact: RollFact;
			refusal: RollRefusal;
		};
	}
}

export type RollRefusal =
	| 'no-such-seat'
	| 'seat-taken'
	| 'seat-not-held'
	| 'too-many-seats'
	| 'room-full'
	| 'signin-closed'
	| 'already-bound'
	| 'voted-as-guest'
	| 'guests-many'
	| 'roll-duplicate'
	| 'already-on-roll'
	| 'roll-too-long'
	| 'id-number'
	| 'name-missing'
	| 'helper-not-for-seat'
	| 'last-chair'
	| 'cannot-preside'
	| 'finish-turn-first'
	| 'chair-connected'
	| 'second-chair'
	| 'bind-first'
	| 'not-a-helper'
	| 'seat-in-use'
	| 'no-such-request'
	| 'asks-doubtful'
	| 'sent-out'
	| 'no-sides'
	| 'side-not-for-role'
	| 'side-at-desk';

/**
 * What somebody is where people meet as parties: of one side, of the other, between them; whose proposal is heard, who
 * asks. A meeting has some of them, by names of its own (`parties.ts`).
 */
export const PARTIES = ['a', 'b', 'mediator', 'presenter', 'asker'] as const;
export type Party = (typeof PARTIES)[number];

export interface Seat {
	id: SeatId;
	/** Number on the seat card; 0 for staff and guests. */
	no: number;
	role: SeatRole;
	/** The role to fall back to when the chair is handed on. */
	homeRole: SeatRole;
	/** Counts as due and may vote. */
	votes: boolean;
	/** 干部/工作人员, for the share of non-officials (S3.47). */
	official: boolean;
	channel: Channel;
	hasPhone: boolean;
	/** Hash of the directory entry. */
	person: string;
	/** Somebody's phone holds it. */
	held: boolean;
	/** Came by the shared code. */
	guest: boolean;
	/** A guest that turned out to be this roll entry. */
	boundTo: SeatId | null;
	/** The helper's seat whose phone acts for this one (A9). */
	helper: SeatId | null;
	/** Which of the meeting's parties; null: not said, or there are none. */
	side: Party | null;
	/** 代N户发言 (R11); 0 when only for oneself. */
	speaksFor: number;
	/** Put on the list while the meeting was on: was not awaited, and so is never late. Left out where not. */
	unawaited?: true;
	/** Speaks half as long again: slow of speech, by an interpreter (S35). Left out where not. */
	moreTime?: true;
}

/** The side for which this seat speaks; null: for none, as a mediator's. */
export function sideOfSeat(seat: Pick<Seat, 'side'> | undefined): 'a' | 'b' | null {
	return seat?.side === 'a' || seat?.side === 'b' ? seat.side : null;
}

/** Whether a person in this seat is asked for a side: all who take part, and none who only look on. */
export function takesSide({ role }: Pick<Seat, 'role'>): boolean {
	return role !== 'observer' && role !== 'supervisor';
}

const STAFF: readonly SeatRole[] = ['chair', 'cochair', 'clerk', 'helper', 'timekeeper'];

/** Whose chair it is, while somebody else presides. */
export function formerChair({ homeRole, role }: Pick<Seat, 'homeRole' | 'role'>): boolean {
	return homeRole === 'chair' && role !== 'chair';
}

/** Works at the meeting. */
export function isStaff({ role }: Pick<Seat, 'role'>): boolean {
	return STAFF.includes(role);
}

export interface RollState {
	seats: Record<SeatId, Seat>;
	/** Ids in the order in which they were added. */
	order: SeatId[];
	/** The shared code works (only while sign-in is open). */
	joinOpen: boolean;
	/** Who was asked to take the chair, and has not answered. */
	offered?: SeatId;
}

export function emptyRoll(): RollState {
	return { seats: {}, order: [], joinOpen: false };
}

/** One line of a roll on its way in. */
export interface RollEntry extends Omit<Person, 'honorific'> {
	/** `none` takes away what was said before. */
	honorific?: Honorific | 'none';
	role: SeatRole;
	votes: boolean;
	official: boolean;
	channel: Channel;
	hasPhone: boolean;
	/** `none` takes away what was said before. */
	side?: Party | 'none';
	speaksFor?: number;
}

export type RollCommand =
	| { type: 'roll.add'; entries: RollEntry[] }
	| { type: 'roll.remove'; seat: SeatId }
	| { type: 'roll.change'; seat: SeatId; change: Partial<RollEntry> }
	/** A walk-in whom the clerk seats: with or without a vote. */
	| { type: 'roll.walk-in'; entry: RollEntry }
	/** Sits down by a personal link; only from the door that checked it (`actor.proves`). */
	| { type: 'roll.claim'; seat: SeatId }
	/** A guest seat by the shared code; only from the door. `proves` is not needed. */
	| { type: 'roll.guest'; name: string; building: string; channel: Channel }
	/** A phone that scanned the hall's QR says which seat is its own; only from the door (`actor.scanned`). */
	| { type: 'roll.ask-seat'; seat: SeatId }
	/** The desk answers these asks by the hall's QR at once. */
	| { type: 'roll.answer-asks'; asks: string[]; yes: boolean }
	/** Clerk: this guest is that roll entry. */
	| { type: 'roll.bind'; guest: SeatId; seat: SeatId }
	/** The desk lets these waiting guests in (ids of arrivals). */
	| { type: 'roll.admit'; guests: string[] }
	/** The desk clears a flood of invented guests. */
	| { type: 'roll.clear-guests' }
	/** Clerk: lets the phone that asked have the seat. */
	/** `doubt`: what spoke against an ask by the hall's QR when the desk looked; another one by now asks for another look. */
	| { type: 'roll.allow'; request: string; doubt?: AskDoubt | null }
	| { type: 'roll.deny'; request: string }
	/** By whoever holds the seat: `mine`, it is they who ask from another phone. */
	| { type: 'roll.answer-claim'; seat: SeatId; request: string; mine: boolean }
	/** The holder, or the clerk, gives the seat up. */
	| { type: 'roll.release'; seat: SeatId }
	/** Clerk: this helper's phone acts for exactly these. */
	| { type: 'roll.help'; helper: SeatId; seats: SeatId[] }
	/** Half as much time again for each turn of this person; said by themselves or the desk. */
	| { type: 'roll.more-time'; seat: SeatId; more: boolean }
	/** One of the meeting's parties; null: not said. */
	| { type: 'roll.side'; seat: SeatId; side: Party | null }
	/** All of whom it is not said yet are this. */
	| { type: 'roll.side-rest'; side: Party }
	| { type: 'roll.role'; seat: SeatId; role: SeatRole }
	/** Offers the chair; said by the organiser, gives it; to the chair itself: it stays where it is. */
	| { type: 'roll.hand-chair'; to: SeatId }
	/** On the phone of whoever was asked. */
	| { type: 'roll.answer-chair'; seat: SeatId; accept: boolean }
	/** Whose chair it was has it again. */
	| { type: 'roll.take-back-chair'; seat: SeatId }
	| { type: 'roll.join-open'; open: boolean }
	/** Somebody disturbs: out of the room, with hand and floor; and in again. */
	| { type: 'roll.send-out'; seat: SeatId; reason: string }
	| { type: 'roll.let-back'; seat: SeatId };

export type RollEvent =
	| { type: 'roll.added'; body: { seats: Seat[] } }
	| { type: 'roll.removed'; body: { seat: SeatId } }
	| { type: 'roll.changed'; body: { seat: Seat } }
	| { type: 'roll.claimed'; body: { seat: SeatId } }
	| { type: 'roll.released'; body: { seat: SeatId } }
	| { type: 'roll.taken-over'; body: { seat: SeatId } }
	| { type: 'roll.guest-seated'; body: { seat: Seat } }
	| { type: 'roll.bound'; body: { guest: SeatId; seat: SeatId } }
	| { type: 'roll.helped'; body: { helper: SeatId; seats: SeatId[] } }
	| { type: 'roll.time-given'; body: { seat: SeatId; more: boolean } }
	| { type: 'roll.sided'; body: { seat: SeatId; side: Party | null } }
	| { type: 'roll.role-given'; body: { seat: SeatId; role: SeatRole } }
	| { type: 'roll.chair-offered' | 'roll.chair-declined'; body: { to: SeatId } }
	/** `former`: what whoever chaired is until the chair comes back; `rescued`: taken, because the chair had no line. */
	| {
			type: 'roll.chair-handed';
			body: { from: SeatId | null; to: SeatId; former?: 'member'; rescued?: true };
	  }
	| { type: 'roll.join-opened'; body: { open: boolean } };

/** The seat that a guest became, else the seat itself; undefined when there is none. */
export function seatOf(roll: RollState, id: SeatId): Seat | undefined {
	const seat = getOwn(roll.seats, id);
	return seat?.boundTo ? getOwn(roll.seats, seat.boundTo) : seat;
}

/** Whose a seat is from `roll.bound` on: the guest's is the entry's. Pure; states keep seats by it. */
export const boundSeat =
	({ guest, seat }: { guest: SeatId; seat: SeatId }) =>
	(one: SeatId): SeatId =>
		one === guest ? seat : one;

/** A list of seats from `roll.bound` on, nobody in it twice. */
export function boundSeats(
	all: readonly SeatId[],
	bound: { guest: SeatId; seat: SeatId }
): SeatId[] {
	return [...new Set(all.map(boundSeat(bound)))];
}

/** The seat in the chair now, if any. */
export function chairOf(roll: RollState): Seat | undefined {
	const id = roll.order.find((seat) => roll.seats[seat]?.role === 'chair');
	return id ? roll.seats[id] : undefined;
}

/** How many voting seats one phone may hold (A8). */
export const SEATS_PER_PHONE = 3;

/** Lines a roll can have, guests not counted. */
export const SEATS_IN_ROLL = 2000;

/** Graphemes of why somebody was sent out. */
export const SENT_OUT_REASON = 200;

/** Graphemes in a name, a building or a title. */
export const NAME_LENGTH = 40;

/** True for a seat that uses up one of a phone's places: it votes or may yet be bound to a vote. */
export function countsForPhone(seat: Seat): boolean {
	return seat.votes || seat.guest;
}

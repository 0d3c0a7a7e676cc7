/** Who answers for a result, as it is typed: a seat number, somebody's whole name, or a body in words. */
import type { Person, SeatId } from '../names.ts';
import { wholeNumberIn } from '../parse-text.ts';
import type { RollState, Seat } from '../roll/roll.ts';
import { sameKey } from '../words.ts';
import type { PartyDraft } from './outcomes.ts';

/** No seat card has a larger one. */
const MOST = 99_999;

export type TypedParty =
	| { is: 'nobody' }
	| { is: 'seat'; seat: SeatId }
	| { is: 'body'; body: string }
	/** A number that is on no seat card. */
	| { is: 'unknown'; no: number };

/** What was typed means. A name that two have names neither: their numbers do. */
export function typedParty(
	typed: string,
	roll: RollState,
	person: (seat: SeatId) => Person | null | undefined
): TypedParty {
	const body = typed.trim();
	if (body === '') return { is: 'nobody' };
	const seats = roll.order.map((id) => roll.seats[id]!).filter(({ boundTo }) => boundTo === null);
	const no = wholeNumberIn(body.replace(/[号號]$/u, ''), 1, MOST);
	if (no !== null) {
		const seat = seats.find((one) => one.no === no);
		return seat ? { is: 'seat', seat: seat.id } : { is: 'unknown', no };
	}
	const called = (seat: Seat) => sameKey(person(seat.id)?.name ?? '') === sameKey(body);
	const named = seats.filter(called);
	return named.length === 1 ? { is: 'seat', seat: named[0]!.id } : { is: 'body', body };
}

/** As it is sent. */
export function partyDraft(party: TypedParty): PartyDraft | null {
	if (party.is === 'seat') return { seat: party.seat };
	return party.is === 'body' ? { body: party.body } : null;
}

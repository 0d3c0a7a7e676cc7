/** A round of the table, or of statements: everybody's hand at once, in their order. Used by `evolve.ts` alone; rules [Q31] [Q46] [Q52]. */
import type { Instant, ItemId, SeatId } from '../names.ts';
import type { MeetingState } from '../registry.ts';
import { sideOfSeat } from '../roll/roll.ts';
import { partNow } from './parts.ts';
import { isOfRound, roundEntryId, type Entry, type QueueState } from './queue.ts';

/** The hand that a round of the table raises for this seat. */
export function roundEntry(
	state: MeetingState,
	event: { seq: number; at: Instant },
	item: ItemId,
	seat: SeatId
): Entry {
	const person = state.roll.seats[seat];
	return {
		id: roundEntryId(event.seq, seat),
		seat,
		item,
		stance: partNow(state)?.turn === 'statement' ? 'statement' : 'none',
		point: null,
		side: sideOfSeat(person),
		channel: person?.channel ?? 'hall',
		by: null,
		speaksFor: person?.speaksFor ?? 0,
		requestedAt: event.at,
		awayAt: null,
		moved: null
	};
}

/** [Q52] Everybody in turn from now on, or hands: who has not had their turn then raises one like everybody. */
export function setTable({ table, ...hands }: QueueState, on: boolean): QueueState {
	if (on) return { ...hands, table: true, undo: null };
	const entries = hands.entries.filter((one) => !table || !isOfRound(one));
	return { ...hands, entries, undo: null };
}

/**
 * Hidden rows that need no table of their own: each slice declares what a row of one holds and whether
 * it is sealed, and the server keeps, reads and seals them all in the same way
 * (`server/meeting/lots.ts`). A new lot needs no SQL.
 *
 * Invariants: a value is replaced whole; a lot that is cleared is empty; nothing of a lot is in the
 * journal, in the public state or in a message to everybody.
 */
import type { SeatId } from './names.ts';
import type { LotName, Lots, LotWrite } from './registry.ts';

/**
 * How each lot lies on disk. `plain`: readable by whoever may read the database. `sealed`: with a key
 * outside the database that goes when the lot is cleared (decision 0007).
 */
export const LOTS: { readonly [L in LotName]: 'plain' | 'sealed' } = { 'leave-reasons': 'plain' };

/** Every lot, with nothing in it. */
export function emptyLots(): Lots {
	return { 'leave-reasons': new Map() };
}

/** Applies one write. Pure: maps are replaced, never changed in place. */
export function applyLotWrite(lots: Lots, write: LotWrite): Lots {
	if (write.clear) return { ...lots, [write.lot]: new Map() };
	const rows = new Map(lots[write.lot]);
	if (write.value === null) rows.delete(write.key);
	else rows.set(write.key, write.value);
	return { ...lots, [write.lot]: rows };
}

/** Whose private view a write changes, beside the desk's: rows of today's lots are named by their seat. */
export function seatsTouched(write: LotWrite): SeatId[] {
	return write.clear ? [] : [write.key];
}

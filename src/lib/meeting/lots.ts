/**
 * Hidden rows that need no table of their own: each slice declares what a row of one holds and whether
 * it is sealed, and the server keeps, reads and seals them all in the same way
 * (`server/meeting/lots.ts`). A new lot needs no SQL.
 *
 * Invariants: a value is replaced whole; a lot that is cleared is empty; nothing of a lot is in the
 * journal, in the public state or in a message to everybody.
 */
import { Layered } from './layered.ts';
import type { LotKind, LotName, Lots, LotWrite } from './registry.ts';
import { RULES } from './rules.ts';

/** How each lot lies on disk, as its slice declares it. */
export const LOTS = Object.assign(
	{},
	...Object.values(RULES).map((rules) => ('lots' in rules ? rules.lots : {}))
) as { readonly [L in LotName]: LotKind };

/** Every lot, with nothing in it. */
export function emptyLots(): Lots {
	return Object.fromEntries(Object.keys(LOTS).map((lot) => [lot, new Map()])) as unknown as Lots;
}

/** Applies one write. Pure: maps are replaced, never changed in place. */
export function applyLotWrite(lots: Lots, write: LotWrite): Lots {
	if (write.clear) return { ...lots, [write.lot]: new Map() };
	const rows = Layered.of<string, unknown>(lots[write.lot]);
	const { key, value } = write;
	const next = value === null ? rows.without(key) : rows.with(key, value);
	return { ...lots, [write.lot]: next as Lots[LotName] };
}

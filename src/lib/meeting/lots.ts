/**
 * Hidden rows that need no table of their own: each slice declares what a row of one holds and whether
 * it is sealed, and the server keeps, reads and seals them all in the same way
 * (`server/meeting/lots.ts`). A new lot needs no SQL.
 *
 * Invariants: a value is replaced whole; a lot that is cleared is empty; nothing of a lot is in the
 * journal, in the public state or in a message to everybody.
 */
import { OverlayMap } from './overlay-map.ts';
import type { Hidden, LotKind, LotName, Lots, LotWrite, SliceName } from './registry.ts';
import { RULES } from './rules.ts';

/** A write as it is stored, whatever it holds; the slice's types are checked where it is made. */
export interface RowWrite {
	slice: SliceName;
	lot: string;
	/** Which of many lots of this name. */
	of?: string;
	key?: string;
	/** `null` takes the row out. */
	value?: unknown;
	/** Base64, beside the value; for the store alone. */
	file?: string | null;
	clear?: true;
}

/** A lot as its slice declares it. */
export interface Lot {
	slice: SliceName;
	kind: LotKind;
	/** See `RulesOf.earlierRows`. */
	earlier?: (body: unknown) => readonly [key: string, value: unknown];
	/** See `RulesOf.lost`. */
	lost?: (lot: string, of: string | undefined, hidden: Hidden) => readonly RowWrite[];
}

/** Those of one slice, as they are walked through. */
interface Declaring {
	hidden?: unknown;
	lots?: Readonly<Record<string, LotKind>>;
	earlierRows?: Readonly<Record<string, Lot['earlier']>>;
	lost?: Lot['lost'];
}

const SLICES = Object.entries(RULES) as unknown as [SliceName, Declaring][];

/** Every lot, by its name. */
export const LOTS = Object.fromEntries(
	SLICES.flatMap(([slice, { lots = {}, earlierRows = {}, lost }]) =>
		Object.entries(lots).map(([name, kind]): [string, Lot] => [
			name,
			{ slice, kind, earlier: earlierRows[name], lost }
		])
	)
) as { readonly [L in LotName]: Lot };

/** Every lot of a slice without a part of its own, with nothing in it. */
export function emptyLots(): Lots {
	const loose = SLICES.flatMap(([, { hidden, lots }]) => (hidden ? [] : Object.keys(lots ?? {})));
	return Object.fromEntries(loose.map((lot) => [lot, new Map()])) as unknown as Lots;
}

/** Applies one write. Pure: maps are replaced, never changed in place. */
export function applyLotWrite(lots: Lots, write: LotWrite): Lots {
	const { lot, key, value, clear } = write as RowWrite;
	if (clear) return { ...lots, [lot]: new Map() };
	const rows = OverlayMap.of(
		(lots as Readonly<Record<string, ReadonlyMap<string, unknown>>>)[lot]!
	);
	return { ...lots, [lot]: value === null ? rows.without(key!) : rows.with(key!, value) };
}

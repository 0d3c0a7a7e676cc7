/**
 * What only some may see: never an event, never in a snapshot for everybody. Its rows lie in lots
 * (`lots.ts`), or in tables of their own where a query needs them.
 *
 * Invariant: hidden parts are replaced, never changed in place; a write says everything the server
 * needs to store it, and what a room holds is the fold of its rows.
 */
import { applyLotWrite, emptyLots } from './lots.ts';
import type { Has, Hidden, HiddenOf, HiddenWrite, LotWrite } from './registry.ts';
import { RULES } from './rules.ts';

/** A part as it is walked through. */
interface Part {
	empty(): unknown;
	apply(own: unknown, write: HiddenWrite): unknown;
	restored?(own: unknown): unknown;
}

const PARTS = Object.fromEntries(
	Object.entries(RULES).flatMap(([name, rules]) =>
		'hidden' in rules ? [[name, rules.hidden]] : []
	)
) as { readonly [S in Has<'hidden'>]: HiddenOf<S> };

/** The hidden part of a meeting before its first write. */
export function emptyHidden(): Hidden {
	const parts = Object.entries(PARTS).map(([name, part]) => [name, part.empty()]);
	return { ...Object.fromEntries(parts), lots: emptyLots() } as Hidden;
}

/** Applies one private write. Pure; used by the room at once and by the server for each row it reads. */
export function applyHidden(hidden: Hidden, write: HiddenWrite): Hidden {
	const { slice } = write;
	if (!(slice in PARTS)) return { ...hidden, lots: applyLotWrite(hidden.lots, write as LotWrite) };
	const part = PARTS[slice as keyof typeof PARTS] as Part;
	return { ...hidden, [slice]: part.apply(hidden[slice as keyof typeof PARTS], write) };
}

/** The hidden part when every row of it was applied. */
export function restoredHidden(hidden: Hidden): Hidden {
	const parts = Object.entries(PARTS as Record<string, Part>).map(([name, part]) => {
		const own = hidden[name as keyof Hidden] as unknown;
		return [name, part.restored ? part.restored(own) : own];
	});
	return { ...hidden, ...Object.fromEntries(parts) } as Hidden;
}

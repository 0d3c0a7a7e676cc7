/**
 * What only some may see: never an event, never in a snapshot for everybody. Each slice owns a part;
 * the server keeps it in tables of its own and rebuilds it with the slice's `read()`.
 *
 * Invariant: hidden parts are replaced, never changed in place; a write says everything the server
 * needs to store it.
 */
import { applyLotWrite, emptyLots } from './lots.ts';
import type { Has, Hidden, HiddenOf, HiddenWrite } from './registry.ts';
import { RULES } from './rules.ts';

/** A part as it is walked through. */
interface Part {
	empty(): unknown;
	apply(own: unknown, write: HiddenWrite): unknown;
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

/** Applies one private write. Pure; used by the room at once and by the server after a reload. */
export function applyHidden(hidden: Hidden, write: HiddenWrite): Hidden {
	if ('lot' in write) return { ...hidden, lots: applyLotWrite(hidden.lots, write) };
	const part = PARTS[write.slice] as Part;
	return { ...hidden, [write.slice]: part.apply(hidden[write.slice], write) };
}

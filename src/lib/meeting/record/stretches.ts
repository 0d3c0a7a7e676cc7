/** Lines of a record that is read afterwards: procedure in a row stands folded away where it stood. */
import type { RecordLine } from './record.ts';

/** Lines in a row that are folded away together, or none of which is. */
export interface Stretch {
	/** Id of its first line. */
	id: string;
	folded: boolean;
	/** Where its first line stands among all. */
	from: number;
	lines: readonly RecordLine[];
}

/** Fewer are shorter than the fold that would hide them. */
const FEWEST = 2;

/**
 * All lines in their order. `procedural` says which were recorded by the room itself, with nothing that anybody
 * typed or corrected in them.
 */
export function stretchesOf(
	lines: readonly RecordLine[],
	procedural: (line: RecordLine) => boolean
): Stretch[] {
	const stretches: Stretch[] = [];
	let from = 0;
	for (let n = 1; n <= lines.length; n += 1) {
		const folded = procedural(lines[from]!);
		if (n < lines.length && procedural(lines[n]!) === folded) continue;
		const some = lines.slice(from, n);
		stretches.push({ id: some[0]!.id, folded: folded && some.length >= FEWEST, from, lines: some });
		from = n;
	}
	return stretches;
}

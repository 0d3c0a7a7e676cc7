/** Checks a journal: every row follows from the one before, and nothing is missing or moved. */
import { chain, eventOf, genesis } from './chain.ts';
import type { JournalRow } from './unit-of-work.ts';

export type Verdict =
	| { ok: true; seq: number; head: string }
	/** `seq`: the first row that is wrong. */
	| { ok: false; seq: number; why: 'gap' | 'changed' | 'foreign' | 'unreadable' };

/** Verifies all rows of one meeting, in order of seq. */
export function verify(meeting: string, rows: Iterable<JournalRow>): Verdict {
	let seq = 0;
	let head = genesis(meeting);
	for (const row of rows) {
		seq += 1;
		if (row.seq !== seq) return { ok: false, seq, why: 'gap' };
		head = chain(head, row.line);
		if (head !== row.hash) return { ok: false, seq, why: 'changed' };
		try {
			const fields = JSON.parse(row.line) as unknown[];
			if (fields[1] !== meeting || fields[2] !== seq) return { ok: false, seq, why: 'foreign' };
			eventOf(row.line);
		} catch {
			return { ok: false, seq, why: 'unreadable' };
		}
	}
	return { ok: true, seq, head };
}

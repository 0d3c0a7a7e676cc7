/** What a verification found: faults, each with its place, and what could not be checked. */

/** Where something is wrong, and what. */
export interface Fault {
	/** Title or id of the meeting; null where it belongs to none. */
	meeting: string | null;
	/** Name of the table; `file` for the file as a whole. */
	table: string;
	/** The row by its key, as `id=x3f`; null for the table as a whole. */
	row: string | null;
	/** In words, as the end of a sentence. */
	what: string;
}

/** How meetings are called in a report. */
export type Titles = (meeting: string) => string;

export class VerifyReport {
	meetings = 0;
	events = 0;
	/** False where the file is no database of ours at all. */
	opened = false;
	/** Public key of who signed it; null where nothing is signed. */
	signedBy: string | null = null;
	readonly faults: Fault[] = [];
	/** What was not checked, and why. */
	readonly notes: string[] = [];
	#known = new Set<string>();

	/** Adds a fault; the same one is told once. */
	fault(meeting: string | null, table: string, row: string | null, what: string): void {
		const key = JSON.stringify([meeting, table, row, what]);
		if (this.#known.has(key)) return;
		this.#known.add(key);
		this.faults.push({ meeting, table, row, what });
	}

	note(sentence: string): void {
		if (!this.notes.includes(sentence)) this.notes.push(sentence);
	}

	get sound(): boolean {
		return this.faults.length === 0;
	}
}

/** One fault as a line. */
export function faultLine({ meeting, table, row, what }: Fault): string {
	const place = [meeting && `meeting ${meeting}`, table, row].filter(Boolean).join(', ');
	return `${place}: ${what}`;
}

/** All faults as lines, at most `most` of them. */
export function faultLines({ faults }: VerifyReport, most = 200): string[] {
	const lines = faults.slice(0, most).map(faultLine);
	if (faults.length > most) lines.push(`… and ${faults.length - most} more.`);
	return lines;
}

/** `seq=1, 2, 3, 7` → `1–3, 7`: neighbours said together. */
export function ranges(numbers: readonly number[]): string {
	const parts: [number, number][] = [];
	for (const n of [...numbers].sort((a, b) => a - b)) {
		const last = parts.at(-1);
		if (last && n === last[1] + 1) last[1] = n;
		else parts.push([n, n]);
	}
	return parts.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

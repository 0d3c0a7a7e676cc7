/** One entry of a list that is typed a line each, with what stands behind its colon. */

/** The lines in which something stands. */
export function entriesIn(text: string): string[] {
	return text.split('\n').flatMap((line) => line.trim() || []);
}

/**
 * What stands before the first colon behind which there is something that `fits`, and that; null: there is none. The
 * colon of a time of the day is told by what follows it.
 */
export function splitEntry(
	entry: string,
	fits: (behind: string) => boolean
): [before: string, behind: string] | null {
	for (let at = 1; at < entry.length; at += 1) {
		if (entry[at] !== '：' && entry[at] !== ':') continue;
		const behind = entry.slice(at + 1).trim();
		if (behind !== '' && fits(behind)) return [entry.slice(0, at).trim(), behind];
	}
	return null;
}

/** What every fact is about, besides what its slice says: itself, by its number. */
export function subjectOf(seq: number): string {
	return `fact ${seq}`;
}

/** Words in a cell of a spreadsheet: in files, and where a row is copied to be pasted into one. */

/** With these signs, full-width ones too, a spreadsheet begins a formula; a tab or a return before them hides it. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠]|^[\t\r]/u;

/** The same words; what would be a formula has an apostrophe before it. */
export function plainCell(words: string): string {
	return FORMULA.test(words) ? `'${words}` : words;
}

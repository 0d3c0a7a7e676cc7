/** Rows as CSV (RFC 4180) that no spreadsheet takes for formulas. */
import { clean } from './paper.ts';
import type { Cell } from './papers.ts';

/** With these signs, full-width ones too, a spreadsheet begins a formula; a tab or a return before them hides it. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠]|^[\t\r]/u;
/** Tells Excel that it is UTF-8. */
const BOM = '\uFEFF';

/** The file. Numbers stay numbers; words that would be a formula get an apostrophe before them. */
export function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
	return `${BOM}${[head, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}

function field(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return String(cell);
	const plain = clean(cell);
	const safe = FORMULA.test(plain) ? `'${plain}` : plain;
	return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

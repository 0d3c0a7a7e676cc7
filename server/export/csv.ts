/** Rows as CSV (RFC 4180) that no spreadsheet takes for formulas. */
import { plainCell } from '#lib/meeting/plain-cell.ts';
import { clean } from './paper.ts';
import type { Cell } from './papers.ts';

/** Tells Excel that it is UTF-8. */
const BOM = '\uFEFF';

/** The file. Numbers stay numbers, words are no formulas. */
export function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
	return `${BOM}${[head, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}

function field(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return String(cell);
	const safe = plainCell(clean(cell));
	return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

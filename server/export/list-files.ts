/**
 * The lists of a meeting (roll, attendance, speakers, cards, votes, results) as CSV, one by one or together, and as one
 * workbook; beside them always the card that says what the data is (`data-card.ts`).
 *
 * Invariant: made of the same source as the papers, so that they hold what this reader may know and no more.
 */
import writeWorkbook from 'write-excel-file/node';
import { m } from '#lib/i18n/paraglide/messages.js';
import { cutTo } from '#lib/meeting/words.ts';
import { csv } from './csv.ts';
import { dataCard, dataCardRows } from './data-card.ts';
import { clean } from './paper.ts';
import { LISTS, type Cell, type ListTable } from './papers.ts';
import { polisFiles } from './polis-files.ts';
import type { Pen } from './writing.ts';

/** All lists that this reader gets, in their order. */
export function listsFor(pen: Pen): ListTable[] {
	return LISTS.flatMap(({ name, title, table }) => {
		const made = table(pen);
		return made ? [{ name, title: title(), ...made }] : [];
	});
}

/** One list as CSV; null for a name that is none of theirs. */
export function listCsv(pen: Pen, name: string): string | null {
	const list = listsFor(pen).find((one) => one.name === name);
	return list ? csv(list.head, list.rows) : null;
}

/** All lists, each round of common ground in the files of Pol.is, and the card, by their names in an archive. */
export function listFiles(pen: Pen): Record<string, string> {
	const lists = listsFor(pen);
	return {
		'data-card.md': dataCard(pen, lists),
		...Object.fromEntries(lists.map(({ name, head, rows }) => [`${name}.csv`, csv(head, rows)])),
		...polisFiles(pen)
	};
}

/** A sheet's name: what a spreadsheet takes. */
const SHEET_NAME = 31;
const NARROW = 8;
const WIDE = 48;

/** All lists as one workbook; its first sheet is the card. Cells are words or numbers, never formulas. */
export async function workbook(pen: Pen): Promise<Uint8Array> {
	const lists = listsFor(pen);
	const card = { title: m.card_title(), head: [m.card_what(), ''], rows: dataCardRows(pen, lists) };
	return writeWorkbook(
		[card, ...lists].map(({ title, head, rows }) => ({
			sheet: cutTo(title.replace(/[[\]:*?/\\]/gu, ' '), SHEET_NAME),
			stickyRowsCount: 1,
			columns: head.map((_, column) => ({ width: widthOf([head, ...rows], column) })),
			data: [
				head.map((words) => ({ value: clean(words), type: String, fontWeight: 'bold' as const })),
				...rows.map((row) => row.map(cellOf))
			]
		}))
	).toBuffer();
}

function cellOf(cell: Cell) {
	if (cell === null || cell === '') return null;
	return typeof cell === 'number'
		? { value: cell, type: Number }
		: { value: clean(cell), type: String, wrap: true, alignVertical: 'top' as const };
}

/** Chinese signs are two wide. */
function widthOf(rows: readonly (readonly Cell[])[], column: number): number {
	const widest = Math.max(
		...rows.map((row) => String(row[column] ?? '').replace(/[^\u0000-\u00FF]/gu, '--').length)
	);
	return Math.min(WIDE, Math.max(NARROW, widest + 2));
}

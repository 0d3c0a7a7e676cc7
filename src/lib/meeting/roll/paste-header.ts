/** Which row of a list says what its columns are, and which rows are nobody. */
import type { Row } from '../pasted-rows.ts';
import type { Party } from './roll.ts';
import {
	columnOf,
	columnsOf,
	isHeading,
	isNameWord,
	isOtherHeading,
	isSum,
	sideOf,
	type Column
} from './paste-words.ts';

/** A row that is nobody. */
export interface SkippedRow {
	line: number;
	why: 'title' | 'heading' | 'sum';
	/** How it begins. */
	words: string;
}

/** So far down a row of headings may stand. */
const HEADING_WITHIN = 15;

export interface Header {
	at: number;
	line: number;
	columns: (Column | null)[];
	cells: string[];
}

/**
 * The row that names columns: one of its cells says where the names are, and most say what a column is. Only titles
 * stand above it: a row of people is no heading, though somebody in it is called 业主 or comes by 电话.
 */
export function headerOf(rows: readonly Row[]): Header | null {
	for (const [at, row] of rows.slice(0, HEADING_WITHIN).entries()) {
		if (isHeaderRow(row, at))
			return { at, line: row.line, columns: columnsOf(row.cells), cells: row.cells };
		if (!row.above && !isTitleRow(row)) return null;
	}
	return null;
}

function isHeaderRow({ cells }: Row, at: number): boolean {
	const filled = cells.filter((cell) => cell !== '');
	const columns = columnsOf(filled);
	const known = filled.filter((_cell, n) => columns[n] !== null);
	const said = known.length + filled.filter(isOtherHeading).length;
	if (filled.length === 1) return isNameWord(filled[0]!);
	// Whatever the others are called that nobody knows here.
	if (filled.some(isNameWord)) return true;
	const names = columns.includes('name');
	if (names) return known.length > 0 && said * 2 > filled.length && said >= 2;
	// A list without names says so, if every word of its first row is a heading.
	return at === 0 && known.length >= 2 && said === filled.length;
}

/** Words over the whole width, or a form's 填表单位：… beside its date. */
function isTitleRow({ cells }: Row): boolean {
	const filled = cells.filter((cell) => cell !== '');
	if (filled.some((cell) => /[:：]/u.test(cell))) return true;
	// Words that are no name are a title, where a row of headings follows.
	return (
		filled.length === 1 &&
		(cells.length > 1 || !/^\p{Script=Han}{2,4}$/u.test(filled[0]!) || isHeading(filled[0]!))
	);
}

/** The same heading again, as on a second page; a sum; words over the whole width that are no name. */
export function nobodyIn(
	{ cells, above }: Row,
	header: Header | null,
	first: boolean
): SkippedRow['why'] | null {
	const filled = cells.filter((cell) => cell !== '');
	const again = cells.filter((cell, n) => cell !== '' && cell === header?.cells[n]).length;
	if (again > 0 && again === filled.length) return 'heading';
	if (isSum(filled[0] ?? '') || (/^\d*$/u.test(filled[0] ?? '') && isSum(filled[1] ?? '')))
		return 'sum';
	if (above) return 'title';
	// Heads that are typed with blanks, above rows that are tabbed.
	const words = filled.length === 1 ? filled[0]!.split(/\s+/u) : [];
	if (words.length > 1 && words.every((word) => columnOf(word) !== null)) return 'heading';
	// 甲方 or 乙方： alone stands over its people.
	if (filled.length === 1 && partySaid(filled[0]!) !== null) return 'heading';
	if (filled.length !== 1 || !isHeading(filled[0]!)) return null;
	return first ? 'title' : 'heading';
}

/** 甲方, 乙方（牧户）： or 调解人: of which side that tells; null: no such words. A sign alone may be a name or a building. */
export function partySaid(words: string): Party | null {
	return /\p{Script=Han}{2}/u.test(words) ? sideOf(words.replace(/[:：]\s*$/u, '')) : null;
}

/**
 * Sides as a sheet may have them otherwise than in a column: a head for each (甲方 | 乙方) with its people below, or a
 * line for each with its people behind. As rows that say each person's side in a cell of its own; null: no such sheet.
 */
export function bySides(rows: readonly Row[]): Row[] | null {
	const [first] = rows;
	const heads = first?.cells.map((cell) => (cell === '' ? null : partySaid(cell))) ?? [];
	const filled = first?.cells.filter(Boolean) ?? [];
	if (filled.length < 2 || !first!.cells.every((cell, n) => cell === '' || heads[n] !== null))
		return null;
	const people = rows
		.slice(1)
		.flatMap(({ line, cells }) =>
			cells.flatMap((name, n) =>
				name === '' ? [] : [{ line, cells: [name, first!.cells[n] ?? ''] }]
			)
		);
	return [{ line: first!.line, cells: ['姓名', '一方'] }, ...people];
}

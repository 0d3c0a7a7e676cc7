/** From pasted text to rows of cells, and to what the words in them mean: what spreadsheets put on the clipboard, and what people type. */
import { normalized, plainBreaks } from './words.ts';

/** One row and the line on which it begins, counted from 1 as an editor counts. */
export interface Row {
	line: number;
	cells: string[];
}

const QUOTE = '"';
/** Read as a comma where nothing is tabbed: Chinese keyboards give the full-width one. */
const COMMAS = [',', '，'];

/**
 * Rows of a tab- or comma-separated text, blank ones left out. Cells in double quotes may hold
 * separators, line breaks and doubled quotes; a quote that is never closed is a character like others.
 */
export function rowsOf(pasted: string): Row[] {
	const text = plainBreaks(pasted.replace(/^\uFEFF/u, ''));
	const separators = text.includes('\t') ? ['\t'] : COMMAS;
	const rows: Row[] = [];
	let row: Row = { line: 1, cells: [] };
	let line = 1;
	let at = 0;
	while (at <= text.length) {
		const cell = cellAt(text, at, separators);
		row.cells.push(cell.value.trim());
		line += cell.breaks;
		at = cell.end + 1;
		if (separators.includes(text[cell.end] ?? '\n')) continue;
		if (row.cells.some((value) => value !== '')) rows.push(row);
		line += 1;
		row = { line, cells: [] };
	}
	return rows;
}

/** The cell that begins at `at`; `end` is the place of the separator or line break after it. */
function cellAt(text: string, at: number, separators: readonly string[]) {
	const stops = (index: number) =>
		index >= text.length || text[index] === '\n' || separators.includes(text[index]!);
	if (text[at] === QUOTE) {
		const close = closingQuote(text, at + 1);
		if (close !== -1 && stops(close + 1)) {
			const value = text.slice(at + 1, close).replaceAll('""', QUOTE);
			return { value, end: close + 1, breaks: value.split('\n').length - 1 };
		}
	}
	let end = at;
	while (!stops(end)) end += 1;
	return { value: text.slice(at, end), end, breaks: 0 };
}

function closingQuote(text: string, from: number): number {
	for (let at = text.indexOf(QUOTE, from); at !== -1; at = text.indexOf(QUOTE, at + 1)) {
		if (text[at + 1] !== QUOTE) return at;
		at += 1;
	}
	return -1;
}

/** Longer than any word here with its remark. */
const LONGEST_WORD = 200;

/** A cell as compared: plain width, small letters, no spaces, no remark in brackets. */
function key(cell: string): string {
	if (cell.length > LONGEST_WORD) return '';
	return normalized(cell, 'NFKC')
		.toLowerCase()
		.replace(/\([^()]*\)/gu, '')
		.replace(/[\s*:"'“”]+/gu, '');
}

/** Finds what a word means, however it is written. */
export function lookUp<T extends string>(
	table: Partial<Record<T, string>>
): (cell: string) => T | null {
	const known = new Map<string, T>();
	for (const [value, words] of Object.entries(table) as [T, string][])
		for (const word of words.split(' ')) known.set(key(word), value);
	return (cell) => known.get(key(cell)) ?? null;
}

/**
 * From pasted text to rows of cells, and to what the words in them mean: what spreadsheets put on the
 * clipboard, what chats and letters hold, and what people type.
 */
import { normalized, plainBreaks } from './words.ts';

/** One row and the line on which it begins, counted from 1 as an editor counts. */
export interface Row {
	line: number;
	cells: string[];
	/** Above a numbered list, and without a number. */
	above?: true;
}

/** Characters of a whole spreadsheet with columns that nobody keeps; read no further, in a browser neither. */
export const MOST_PASTED = 300_000;
/** Cells in one row of it. */
export const MOST_COLUMNS = 300;

const QUOTE = '"';
/** What can stand between two cells where nothing is tabbed; the first that parts as many lines as any. */
const SEPARATORS: readonly (readonly string[])[] = [
	// Chinese keyboards give the full-width ones.
	[',', '，'],
	[';', '；'],
	['|', '｜'],
	['、']
];
/** 1. 2、 （3） ④ before a name: the list's own numbers, not the people's. */
const NUMBERING =
	/^[ \u3000]*(?:[(（]?\d{1,3}(?:[)）.．、:：]|[ \u3000](?=\p{L}))|[①-⑳])[ \u3000]*/u;
/** Between words that are set apart: two blanks, or a wide one. */
const WIDE = /^(?:[ \u3000]{2,}|\u3000)$/u;
/** People alone, one after the other: 王桂芳、李建国 */
const BARE_NAME = /^[\p{Script=Han}·]{2,5}$/u;
/** 李　敏: two signs set as wide as three. */
const SPACED_NAME =
	/(^|[\s,，;；|｜])(\p{Script=Han})[ \u3000]+(\p{Script=Han})(?![^\s,，;；|｜])/gu;
/** What a place begins with, 3号楼, 12栋, 2单元; or 3-101, 3-2-101. */
export const PLACE = /\d ?(?:号|號|栋|棟|幢|楼|樓|单元|單元|室|组|組)|^\d{1,2}(?:-\d{1,4}){1,2}$/u;
/** So many lines may stand above a list by buildings. */
const ABOVE_PARTS = 5;
/** 甲方（牧户）：那仁、阿木古楞, 提案人：李梅、蒋国强 */
const PARTY =
	/^(?:[甲乙]方|被?申[请請][人方]|[异異][议議][人方]|[调調]解[人员員]|召集人|提案[人方]|[陈陳]述[人方]|路演人|[汇彙][报報]人|[质質][询詢][人方]|提[问問]人|[评評][议議]人|[评評][委审審]|[听聽][证證](?:人|代表|[员員]))(?:[（(][^（）()]*[)）])?$/u;
/** 3号楼：王桂芳、李建国 */
const PART = /^([^:：、，,;；]{1,20})[:：](.+)$/u;

/**
 * Rows of a text parted by tabs, or else by the mark or the blanks that part most of its lines, blank ones left
 * out. Cells in double quotes may hold separators, line breaks and doubled quotes; a quote that is never closed
 * is a character like others. Numbers of a list before its lines are no part of them.
 */
export function rowsOf(pasted: string): Row[] {
	const text = plainBreaks(pasted.replace(/^\uFEFF/u, ''));
	if (text.includes('\t')) return parted(text, ['\t']);
	const { text: plain, from } = withoutNumbering(text.replace(SPACED_NAME, '$1$2$3'));
	const rows = byParts(plain) ?? byMarks(plain, from);
	return rows.map((row) => (row.line < from ? { ...row, above: true } : row));
}

function byMarks(text: string, from: number): Row[] {
	const marks = bestMarks(text);
	if (!marks) return byBlanks(text, from);
	const rows = parted(text, marks);
	return marks[0] === '、' ? oneByOne(rows) : rows;
}

/** A line for each building, or each party, and after a colon who lives there; what stands above them is above. Null: no such list. */
function byParts(text: string): Row[] | null {
	const rows: Row[] = [];
	let begun = false;
	for (const [at, line] of text.split('\n').entries()) {
		const words = line.trim();
		if (words === '') continue;
		const [, part = '', names = ''] = PART.exec(words) ?? [];
		const people = names.split(/[、，,;；\s]+/u).filter(Boolean);
		if (
			(PLACE.test(part) || PARTY.test(part)) &&
			people.length > 0 &&
			people.every((name) => BARE_NAME.test(name))
		) {
			begun = true;
			for (const name of people) rows.push({ line: at + 1, cells: [name, part.trim()] });
		} else if (begun || rows.length >= ABOVE_PARTS) return null;
		else rows.push({ line: at + 1, cells: [words], above: true });
	}
	return begun ? rows : null;
}

function parted(text: string, separators: readonly string[]): Row[] {
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

/**
 * The list's numbers go where most lines have one; a single line that begins with a number keeps it. `from`: the line
 * on which a numbered list begins, else 0.
 */
function withoutNumbering(text: string): { text: string; from: number } {
	const lines = text.split('\n');
	const filled = lines.filter((line) => line.trim() !== '');
	const numbered = filled.filter((line) => NUMBERING.test(line)).length;
	if (numbered < 2 || numbered * 2 <= filled.length) return { text, from: 0 };
	return {
		text: lines.map((line) => line.replace(NUMBERING, '')).join('\n'),
		from: lines.findIndex((line) => NUMBERING.test(line)) + 1
	};
}

/** The marks by which most lines fall into cells; undefined where none stands in any. */
function bestMarks(text: string): readonly string[] | undefined {
	const lines = text.split('\n');
	let best: { marks: readonly string[]; lines: number } | undefined;
	for (const marks of SEPARATORS) {
		const count = lines.filter((line) => marks.some((mark) => line.includes(mark))).length;
		if (count > (best?.lines ?? 0)) best = { marks, lines: count };
	}
	return best?.marks;
}

/** 王桂芳、李建国、刘玉珍 is three people, and not one with a title and a home. */
function oneByOne(rows: readonly Row[]): Row[] {
	const filled = (row: Row) => row.cells.filter((cell) => cell !== '');
	if (!rows.every((row) => filled(row).every((cell) => BARE_NAME.test(cell)))) return [...rows];
	return rows.flatMap((row) => filled(row).map((cell) => ({ line: row.line, cells: [cell] })));
}

/** Words set apart by blanks: wide ones, or single ones where most lines have a place among them. */
function byBlanks(text: string, from: number): Row[] {
	const rows: Row[] = [];
	const lines = text.split('\n').map((line) => line.trim());
	const filled = lines.filter((line, n) => line !== '' && n + 1 >= from);
	const wide = filled.some((line) => apart(line).length > 1);
	const placed = filled.filter((line) =>
		line.split(' ').some((word, n) => n > 0 && PLACE.test(word))
	);
	// A title or a greeting may stand above them.
	const single = !wide && placed.length * 3 >= filled.length * 2;
	const parts = (line: string) => {
		if (wide) return apart(line);
		return single ? line.split(' ') : [line];
	};
	for (const [n, line] of lines.entries())
		if (line !== '') rows.push({ line: n + 1, cells: parts(line).map((cell) => cell.trim()) });
	return rows;
}

/** The parts of a line that wide blanks set apart. */
function apart(line: string): string[] {
	const parts = [''];
	for (const part of line.split(/([ \u3000]+)/u))
		if (WIDE.test(part)) parts.push('');
		else parts[parts.length - 1] += part;
	return parts;
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

/** Tables of the PDF: rows that stay whole, a head that comes again on every page. */
import { AREA, type Line, type Sheet, type Style } from './pdf-sheet.ts';

export interface DrawnTable {
	/** Hundredths. */
	widths: readonly number[];
	/** Columns whose cells stand in the middle. */
	middle: readonly number[];
	head: readonly string[];
	rows: readonly (readonly string[])[];
	style: Style;
	/** The first column is set like the head. */
	firstHead: boolean;
	/** Least height of a row, points. */
	height: number;
}

/** A row to write in. */
export const TALL = 32;
/** So many rows and points are kept together on one page. */
export const WHOLE = { rows: 8, height: 8 * TALL };

/** `x` in points; `y`, above and below, in lines: smaller type stands closer. */
const PADDING = { x: 6, y: 3.5 / 17 };

interface Cell {
	lines: Line[];
	style: Style;
}

export function drawTable(sheet: Sheet, table: DrawnTable): void {
	const widths = table.widths.map((width) => (AREA.width * width) / 100);
	const cells = (row: readonly string[], head: boolean): Cell[] =>
		row.map((text, column) => {
			const label = head || (table.firstHead && column === 0);
			const style: Style = {
				...table.style,
				...(label ? { look: 'head' } : {}),
				...(head || table.middle.includes(column) ? { align: 'middle' } : {})
			};
			return { style, lines: sheet.lines([{ text }], style, widths[column]! - 2 * PADDING.x) };
		});
	const heads = table.head.length > 0 ? cells(table.head, true) : null;
	const rows = table.rows.map((row) => cells(row, false));
	const headHeight = heads ? heightOf(heads, 0) : 0;
	sheet.y += 4;
	const first = rows[0] ? Math.min(heightOf(rows[0], table.height), 200) : 0;
	const all = rows.reduce((sum, row) => sum + heightOf(row, table.height), 0);
	// A few rows stay on one page, and nothing is broken that needs not be.
	const together = rows.length <= WHOLE.rows && all <= WHOLE.height;
	sheet.need(headHeight + (together ? all : first));
	if (heads) drawRow(sheet, heads, widths, headHeight);
	for (const row of rows)
		for (const part of parts(row)) {
			const height = heightOf(part, table.height);
			if (sheet.y + height > AREA.bottom) {
				sheet.newPage();
				if (heads) drawRow(sheet, heads, widths, headHeight);
			}
			drawRow(sheet, part, widths, height);
		}
	sheet.y += 8;
}

/** Lines that fit on a page; a cell longer than that goes on in a row of its own. */
const MOST = 30;

function parts(row: Cell[]): Cell[][] {
	const count = Math.max(1, ...row.map(({ lines }) => Math.ceil(lines.length / MOST)));
	return Array.from({ length: count }, (_, part) =>
		row.map(({ lines, style }) => ({
			style,
			lines: lines.slice(part * MOST, (part + 1) * MOST)
		}))
	);
}

function heightOf(row: readonly Cell[], least: number): number {
	return Math.max(
		least,
		...row.map(({ lines, style }) => (lines.length + 2 * PADDING.y) * style.line)
	);
}

function drawRow(sheet: Sheet, row: readonly Cell[], widths: number[], height: number): void {
	const { document, y } = sheet;
	let x = AREA.left;
	document.lineWidth(0.5).strokeColor('black');
	row.forEach(({ lines, style }, column) => {
		const width = widths[column]!;
		document.rect(x, y, width, height).stroke();
		let top = y + (height - lines.length * style.line) / 2;
		for (const line of lines) {
			sheet.line(line, style, x + PADDING.x, top, width - 2 * PADDING.x);
			top += style.line;
		}
		x += width;
	});
	sheet.y += height;
}

/** An address in the PDF: a code to scan, and beside it what it leads to and the same in letters. */
import { qrPath } from '#lib/ui/qrcode.ts';
import type { Block } from './paper.ts';
import { AREA, type Sheet, type Style } from './pdf-sheet.ts';

/** Wide enough for an old phone at arm's length, points. */
const SIDE = 96;
const GAP = 14;

/** Draws it whole on this page or the next. */
export function drawQr(
	sheet: Sheet,
	{ link, words }: Extract<Block, { is: 'qr' }>,
	style: Style
): void {
	sheet.need(SIDE + GAP);
	const top = sheet.y + GAP / 2;
	const { path, side } = qrPath(link, 'M');
	const { document } = sheet;
	document.save();
	document
		.translate(AREA.left, top)
		.scale(SIDE / side)
		.path(path)
		.fill('black');
	document.restore();
	const left = AREA.left + SIDE + GAP;
	const width = AREA.width - SIDE - GAP;
	const lines = [
		...sheet.lines(words, style, width),
		...sheet.lines([{ text: link }], style, width)
	];
	let y = top + Math.max(0, (SIDE - lines.length * style.line) / 2);
	for (const line of lines) {
		sheet.line(line, style, left, y, width);
		y += style.line;
	}
	sheet.y = Math.max(top + SIDE, y) + GAP / 2;
}

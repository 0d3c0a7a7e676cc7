/** An address in the PDF: a code to scan, and beside it what it leads to and the same in letters. */
import { qrPath } from '#lib/ui/qrcode.ts';
import type { Block, Phrase } from './paper.ts';
import { AREA, type Sheet, type Style } from './pdf-sheet.ts';

/** Wide enough for an old phone at arm's length, points. */
const SIDE = 96;
const GAP = 14;

/** Draws it whole on this page or the next; `below`: what stands under its address. */
export function drawQr(
	sheet: Sheet,
	{ link, words }: Extract<Block, { is: 'qr' }>,
	style: Style,
	below: { lines: readonly Phrase[]; style: Style }
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
	const said = [words, [{ text: link }]].map((phrase) => ({ phrase, style }));
	const hashes = below.lines.map((phrase) => ({ phrase, style: below.style }));
	const lines = [...said, ...hashes].flatMap(({ phrase, style: own }) =>
		sheet.lines(phrase, own, width).map((line) => ({ line, own }))
	);
	const height = lines.reduce((sum, { own }) => sum + own.line, 0);
	let y = top + Math.max(0, (SIDE - height) / 2);
	for (const { line, own } of lines) {
		sheet.line(line, own, left, y, width);
		y += own.line;
	}
	sheet.y = Math.max(top + SIDE, y) + GAP / 2;
}

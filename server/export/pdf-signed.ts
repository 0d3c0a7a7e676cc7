/** What was signed, in the PDF: names as lines, as sharp as the text around them, and photographs of signed sheets. */
import type { Block } from './paper.ts';
import { AREA, type Sheet } from './pdf-sheet.ts';

/** Points for one unit of the field: a name is 150 wide. */
const UNIT = 0.15;
const FIELD_HEIGHT = 400;
const GAP = 6;
/** Highest of a photograph: two thirds of the page. */
const HIGHEST = 480;

/** Draws it whole on this page or the next. */
export function drawSignature(sheet: Sheet, { path }: Extract<Block, { is: 'signature' }>): void {
	const height = FIELD_HEIGHT * UNIT;
	sheet.need(height + 2 * GAP);
	const { document } = sheet;
	document.save();
	document.translate(AREA.left, sheet.y + GAP).scale(UNIT);
	document.lineWidth(9).lineCap('round').lineJoin('round').path(path).strokeColor('black').stroke();
	document.restore();
	sheet.y += height + 2 * GAP;
}

/** As wide as the text, whole on this page or the next. */
export function drawPhoto(
	sheet: Sheet,
	{ jpeg, width, height }: Extract<Block, { is: 'photo' }>
): void {
	const scale = Math.min(AREA.width / width, HIGHEST / height);
	sheet.need(height * scale + 2 * GAP);
	sheet.document.image(Buffer.from(jpeg, 'base64'), AREA.left, sheet.y + GAP, {
		width: width * scale
	});
	sheet.y += height * scale + 2 * GAP;
}

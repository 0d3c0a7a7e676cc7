/** Boards of cards in the PDF: lines and letters, as sharp as the text around them. */
import { AREA, type Sheet } from './pdf-sheet.ts';
import type { PinnedBoard } from './picture/board.ts';
import { COLOURS, layBoard, SHEET, type Picture } from './picture/layout.ts';

/** Points for one unit of the layout. */
const UNIT = AREA.width / SHEET.width;
const AROUND = { before: 6, after: 10 };

const laid = new WeakMap<PinnedBoard, Picture>();

/** Room that the picture takes. */
export function pictureHeight(sheet: Sheet, board: PinnedBoard): number {
	return AROUND.before + layout(sheet, board).height * UNIT;
}

/** Draws the board whole on this page or the next. */
export function drawPicture(sheet: Sheet, board: PinnedBoard): void {
	const { height, shapes } = layout(sheet, board);
	sheet.need(Math.min(AROUND.before + height * UNIT, AREA.bottom - AREA.top));
	const top = sheet.y + AROUND.before;
	for (const shape of shapes) {
		const colour = COLOURS[shape.fill];
		if (shape.is === 'area') {
			const points = shape.points.map(([x, y]) => [AREA.left + x * UNIT, top + y * UNIT] as const);
			sheet.document.polygon(...points).fill(colour);
		} else {
			const { text, bold, size, x, y } = shape;
			const look = bold ? 'bold' : 'text';
			sheet.words(text, look, size * UNIT, AREA.left + x * UNIT, top + y * UNIT, colour);
		}
	}
	sheet.y = top + height * UNIT + AROUND.after;
}

function layout(sheet: Sheet, board: PinnedBoard): Picture {
	let picture = laid.get(board);
	if (!picture) {
		const measure = (text: string, size: number, bold: boolean) =>
			sheet.signs(text, bold ? 'bold' : 'text', size);
		laid.set(board, (picture = layBoard(board, SHEET, measure)));
	}
	return picture;
}

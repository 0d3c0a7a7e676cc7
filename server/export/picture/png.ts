/** A board as PNG, for word processors: drawn with the fonts of the PDF. */
import { crc32, deflateSync } from 'node:zlib';
import type { Face, Fonts } from '../fonts.ts';
import type { PinnedBoard } from './board.ts';
import { COLOURS, layBoard, type Frame, type Shape } from './layout.ts';
import { Canvas, type Point } from './raster.ts';

export interface Png {
	bytes: Uint8Array;
	width: number;
	height: number;
}

/** `scale`: pixels for one unit of the layout. */
export function boardPng(board: PinnedBoard, frame: Frame, fonts: Fonts, scale: number): Png {
	const letters = new Letters(fonts);
	const picture = layBoard(board, frame, (char, size, bold) => letters.width(char, size, bold));
	const canvas = new Canvas(Math.ceil(picture.width * scale), Math.ceil(picture.height * scale));
	for (const shape of picture.shapes) draw(canvas, shape, letters, scale);
	return { bytes: encode(canvas), width: canvas.width, height: canvas.height };
}

function draw(canvas: Canvas, shape: Shape, letters: Letters, scale: number): void {
	const colour = COLOURS[shape.fill];
	if (shape.is === 'area') {
		canvas.fill([shape.points.map(([x, y]): Point => [x * scale, y * scale])], colour);
		return;
	}
	let x = shape.x;
	for (const char of shape.text) {
		const { face, outlines } = letters.outlines(char, shape.bold);
		if (face) {
			const size = (shape.size / face.font.unitsPerEm) * scale;
			// A face without a bold one of its own is drawn twice, a hair apart.
			for (const shift of face.thicken ? [0, shape.size / 30] : [0])
				canvas.fill(
					outlines.map((outline) =>
						outline.map(([a, b]): Point => [
							(x + shift) * scale + a * size,
							shape.y * scale - b * size
						])
					),
					colour
				);
		}
		x += letters.width(char, shape.size, shape.bold);
	}
}

/** Letters as outlines in font units, each read from its font once. */
class Letters {
	readonly #fonts: Fonts;
	readonly #known = new Map<string, { face: Face | null; outlines: Point[][] }>();

	constructor(fonts: Fonts) {
		this.#fonts = fonts;
	}

	width(char: string, size: number, bold: boolean): number {
		const face = this.#face(char, bold);
		if (!face || char === '\n') return char === '\n' ? 0 : size;
		const { font } = face;
		return (font.glyphForCodePoint(char.codePointAt(0)!).advanceWidth / font.unitsPerEm) * size;
	}

	outlines(char: string, bold: boolean): { face: Face | null; outlines: Point[][] } {
		const key = `${bold ? 'b' : 't'}${char}`;
		let known = this.#known.get(key);
		if (!known) {
			const face = this.#face(char, bold);
			const path = face?.font.glyphForCodePoint(char.codePointAt(0)!).path.commands ?? [];
			known = { face, outlines: flattened(path) };
			this.#known.set(key, known);
		}
		return known;
	}

	#face(char: string, bold: boolean): Face | null {
		return this.#fonts.faceOf(bold ? 'bold' : 'text', char.codePointAt(0)!);
	}
}

/** Straight pieces for one curve: letters are a few dozen pixels high. */
const PIECES = 6;

function flattened(path: readonly { command: string; args: readonly number[] }[]): Point[][] {
	const outlines: Point[][] = [];
	let outline: Point[] = [];
	for (const { command, args } of path) {
		if (command === 'closePath') continue;
		if (command === 'moveTo') outlines.push((outline = []));
		const points: Point[] = [];
		for (let n = 0; n < args.length; n += 2) points.push([args[n]!, args[n + 1]!]);
		const from = outline.at(-1);
		if (points.length === 1 || !from) outline.push(points.at(-1)!);
		else for (let n = 1; n <= PIECES; n++) outline.push(onCurve([from, ...points], n / PIECES));
	}
	return outlines;
}

/** The point of a Bézier curve of any degree. */
function onCurve(points: readonly Point[], at: number): Point {
	if (points.length === 1) return points[0]!;
	return onCurve(
		points.slice(1).map(([x, y], n) => {
			const [a, b] = points[n]!;
			return [a + (x - a) * at, b + (y - b) * at];
		}),
		at
	);
}

/** RGB, each row as the difference from the one above: flat areas take nearly nothing. */
function encode({ width, height, pixels }: Canvas): Uint8Array {
	const row = width * 3;
	const raw = Buffer.alloc((row + 1) * height);
	for (let y = 0; y < height; y++) {
		raw[y * (row + 1)] = 2;
		for (let x = 0; x < row; x++) {
			const above = y === 0 ? 0 : pixels[(y - 1) * row + x]!;
			raw[y * (row + 1) + 1 + x] = pixels[y * row + x]! - above;
		}
	}
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([
		signature,
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(raw, { level: 7 })),
		chunk('IEND', Buffer.alloc(0))
	]);
}

function chunk(name: string, data: Buffer): Buffer {
	const out = Buffer.alloc(12 + data.length);
	out.writeUInt32BE(data.length, 0);
	out.write(name, 4, 'latin1');
	data.copy(out, 8);
	out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
	return out;
}

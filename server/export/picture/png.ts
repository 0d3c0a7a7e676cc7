/**
 * A board as PNG, for word processors: its letters are outlines from the fonts of the PDF, its pixels are
 * made by resvg (WebAssembly, so nothing native).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Face, Fonts } from '../fonts.ts';
import { inOrder, Signs, type Sign } from '../signs.ts';
import type { PinnedBoard } from './board.ts';
import { COLOURS, layBoard, type Frame, type Words } from './layout.ts';
import { svgOf } from './svg.ts';

export interface Png {
	bytes: Uint8Array;
	width: number;
	height: number;
}

let started: Promise<unknown> | null = null;

/** `scale`: pixels for one unit of the layout. */
export async function boardPng(
	board: PinnedBoard,
	frame: Frame,
	fonts: Fonts,
	scale: number
): Promise<Png> {
	const letters = new Letters(fonts);
	const picture = layBoard(board, frame, (text, size, bold) => letters.signs(text, size, bold));
	const svg = svgOf(picture, (words) => letters.outlines(words));
	return svgPng(svg, scale, COLOURS.paper);
}

/** A drawing without letters as pixels. */
export async function svgPng(svg: string, scale: number, background: string): Promise<Png> {
	const { resolve } = createRequire(import.meta.url);
	await (started ??= initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm'))));
	const drawing = new Resvg(svg, { fitTo: { mode: 'zoom', value: scale }, background });
	const image = drawing.render();
	const { width, height } = image;
	const bytes = image.asPng();
	// Memory of WebAssembly is not collected.
	image.free();
	drawing.free();
	return { bytes, width, height };
}

/** An outline and where it stands; in the font's units. */
interface Outline {
	path: string;
	x: number;
	y: number;
}

/** Letters of the fonts, each read from its font once. */
class Letters {
	readonly #signs: Signs;
	readonly #outlines = new Map<string, Outline[]>();

	constructor(fonts: Fonts) {
		this.#signs = new Signs(fonts);
	}

	signs(text: string, size: number, bold: boolean): Sign[] {
		const signs = this.#signs.of(text, bold ? 'bold' : 'text');
		return signs.map((sign) => ({ ...sign, width: sign.width * size }));
	}

	/** Words as SVG paths, one for each letter. */
	outlines({ text, x, y, size, bold, fill }: Words): string {
		const colour = COLOURS[fill];
		let at = x;
		const paths = inOrder(this.signs(text, size, bold)).flatMap((sign) => {
			const { face, width } = sign;
			const left = at;
			at += width;
			const { unitsPerEm } = face.font;
			const scale = size / unitsPerEm;
			// As in the PDF, a face without a bold one of its own gets a line around it.
			const line = face.thicken ? ` stroke="${colour}" stroke-width="${unitsPerEm / 40}"` : '';
			return this.#of(sign).map(
				(one) =>
					`<path transform="translate(${left + one.x * scale} ${y - one.y * scale}) scale(${scale} ${-scale})" fill="${colour}"${line} d="${one.path}"/>`
			);
		});
		return paths.join('');
	}

	#of({ char, face, shaped }: Sign): Outline[] {
		const key = `${face.id} ${char}`;
		let outlines = this.#outlines.get(key);
		if (!outlines) {
			outlines = shaped ? shapedOutlines(char, face) : plainOutline(char, face);
			this.#outlines.set(key, outlines);
		}
		return outlines;
	}
}

function plainOutline(char: string, { font }: Face): Outline[] {
	const path = font.glyphForCodePoint(char.codePointAt(0)!).path.toSVG();
	return path === '' ? [] : [{ path, x: 0, y: 0 }];
}

function shapedOutlines(text: string, { font }: Face): Outline[] {
	const { glyphs, positions } = font.layout(text);
	let along = 0;
	return glyphs.flatMap(({ path }, index) => {
		const { xOffset, yOffset, xAdvance } = positions[index]!;
		const outline = { path: path.toSVG(), x: along + xOffset, y: yOffset };
		along += xAdvance;
		return outline.path === '' ? [] : [outline];
	});
}

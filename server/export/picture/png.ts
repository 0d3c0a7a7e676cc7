/**
 * A board as PNG, for word processors: its letters are outlines from the fonts of the PDF, its pixels are
 * made by resvg (WebAssembly, so nothing native).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Face, Fonts } from '../fonts.ts';
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
	const { resolve } = createRequire(import.meta.url);
	await (started ??= initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm'))));
	const letters = new Letters(fonts);
	const picture = layBoard(board, frame, (char, size, bold) => letters.width(char, size, bold));
	const svg = svgOf(picture, (words) => letters.outlines(words));
	const drawing = new Resvg(svg, {
		fitTo: { mode: 'zoom', value: scale },
		background: COLOURS.paper
	});
	const image = drawing.render();
	const { width, height } = image;
	const bytes = image.asPng();
	// Memory of WebAssembly is not collected.
	image.free();
	drawing.free();
	return { bytes, width, height };
}

/** Letters of the fonts, each read from its font once. */
class Letters {
	readonly #fonts: Fonts;
	readonly #paths = new Map<string, string>();

	constructor(fonts: Fonts) {
		this.#fonts = fonts;
	}

	width(char: string, size: number, bold: boolean): number {
		const face = this.#face(char, bold);
		if (!face || char === '\n') return char === '\n' ? 0 : size;
		const { font } = face;
		return (font.glyphForCodePoint(char.codePointAt(0)!).advanceWidth / font.unitsPerEm) * size;
	}

	/** Words as SVG paths, one for each letter. */
	outlines({ text, x, y, size, bold, fill }: Words): string {
		const colour = COLOURS[fill];
		let at = x;
		const paths = [...text].map((char) => {
			const left = at;
			at += this.width(char, size, bold);
			const face = this.#face(char, bold);
			const path = face && this.#path(char, bold, face);
			if (!face || !path) return '';
			const { unitsPerEm } = face.font;
			const scale = size / unitsPerEm;
			// As in the PDF, a face without a bold one of its own gets a line around it.
			const line = face.thicken ? ` stroke="${colour}" stroke-width="${unitsPerEm / 40}"` : '';
			return `<path transform="translate(${left} ${y}) scale(${scale} ${-scale})" fill="${colour}"${line} d="${path}"/>`;
		});
		return paths.join('');
	}

	#path(char: string, bold: boolean, { font }: Face): string {
		const key = `${bold ? 'b' : 't'}${char}`;
		let path = this.#paths.get(key);
		if (path === undefined) {
			path = font.glyphForCodePoint(char.codePointAt(0)!).path.toSVG();
			this.#paths.set(key, path);
		}
		return path;
	}

	#face(char: string, bold: boolean): Face | null {
		return this.#fonts.faceOf(bold ? 'bold' : 'text', char.codePointAt(0)!);
	}
}

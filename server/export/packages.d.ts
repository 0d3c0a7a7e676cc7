/** The parts of packages without types that we use. */
declare module 'fontkit' {
	export interface Font {
		postscriptName: string;
		unitsPerEm: number;
		ascent: number;
		descent: number;
		hasGlyphForCodePoint(code: number): boolean;
		glyphForCodePoint(code: number): {
			advanceWidth: number;
			path: { toSVG(): string };
		};
		layout(text: string): {
			advanceWidth: number;
			glyphs: { path: { toSVG(): string } }[];
			positions: { xAdvance: number; xOffset: number; yOffset: number }[];
		};
		variationAxes?: Record<string, unknown>;
		'OS/2'?: { fsType?: { noEmbedding?: boolean; noSubsetting?: boolean } };
	}
	export interface FontCollection {
		fonts: Font[];
	}
	export function create(bytes: Uint8Array): Font | FontCollection;
}

declare module 'pdfkit' {
	import type { Font } from 'fontkit';
	import { Readable } from 'node:stream';

	interface TextOptions {
		lineBreak?: boolean;
		characterSpacing?: number;
		baseline?: 'alphabetic';
		fill?: boolean;
		stroke?: boolean;
	}
	interface Outline {
		addItem(title: string): Outline;
	}
	export default class PDFDocument extends Readable {
		page: { width: number; height: number };
		outline: Outline;
		addPage(options?: { size: 'A4' | 'A3'; margin: number }): this;
		bufferedPageRange(): { start: number; count: number };
		switchToPage(page: number): this;
		registerFont(name: string, font: Font): this;
		font(name: string): this;
		fontSize(size: number): this;
		lineWidth(width: number): this;
		lineCap(cap: 'butt' | 'round' | 'square'): this;
		lineJoin(join: 'miter' | 'round' | 'bevel'): this;
		image(bytes: Uint8Array, x: number, y: number, options: { width: number }): this;
		strokeColor(colour: string): this;
		fillColor(colour: string): this;
		text(text: string, x: number, y: number, options?: TextOptions): this;
		moveTo(x: number, y: number): this;
		lineTo(x: number, y: number): this;
		rect(x: number, y: number, width: number, height: number): this;
		polygon(...points: (readonly [x: number, y: number])[]): this;
		fill(colour: string): this;
		stroke(): this;
		path(d: string): this;
		save(): this;
		restore(): this;
		translate(x: number, y: number): this;
		scale(factor: number): this;
		end(): void;
		constructor(options?: {
			size?: string;
			margin?: number;
			bufferPages?: boolean;
			autoFirstPage?: boolean;
			font?: string | null;
			lang?: string;
			displayTitle?: boolean;
			pdfVersion?: string;
			info?: Record<string, string | Date>;
		});
	}
}

/** The pages of a PDF while they are written: paragraphs, page breaks, running heads. */
import type PDFDocument from 'pdfkit';
import type { Face, Fonts, Look } from './fonts.ts';
import { breakLines } from './lines.ts';
import type { Paper, Phrase } from './paper.ts';
import { inOrder, Signs, type Sign } from './signs.ts';

/** How a paragraph stands; points. */
export interface Style {
	look: Look;
	size: number;
	/** From line to line. */
	line: number;
	/** Of the first line, and of each that was typed as one of its own. */
	indent: number;
	/** Of all lines. */
	left?: number;
	align: 'left' | 'middle' | 'right' | 'both';
	before: number;
	after: number;
	/** So much of what follows stays on the same page. */
	keep?: number;
}

/** A sign whose width is in points. */
type Drawn = Sign & { struck?: boolean };
export type Line = ReturnType<typeof breakLines<Drawn>>[number];

const MM = 72 / 25.4;
/** The text stands on 156 × 225 mm, as GB/T 9704 has it. */
export const AREA = { left: 28 * MM, top: 37 * MM, width: 156 * MM, bottom: (297 - 35) * MM };
/** On a wall the text stands on 176 × 254 mm. */
const POSTER = { scale: 1.13, x: -14.8 * MM, y: -25 * MM };
/** A gap wider than this share of a line is left open rather than spread. */
const SPREAD = 0.12;
/** How high a line through words stands above their base, in ems. */
const STRIKE = 0.3;

export class Sheet {
	readonly document: PDFDocument;
	#fonts: Fonts;
	#registered = new Set<string>();
	#signs: Signs;
	/** Where the next line begins. */
	y = AREA.top;
	#outline: PDFDocument['outline'] | null = null;

	#poster: boolean;
	#size: 'A4' | 'A3';

	/** `onePage`: it hangs on a wall, and takes the margins of an official paper for its type. */
	constructor(
		document: PDFDocument,
		fonts: Fonts,
		{ sheet, onePage }: Pick<Paper, 'sheet' | 'onePage'>
	) {
		this.document = document;
		this.#poster = onePage ?? false;
		this.#size = sheet ?? 'A4';
		this.#fonts = fonts;
		this.#signs = new Signs(fonts);
	}

	newPage(): void {
		const { document } = this;
		document.addPage({ size: this.#size, margin: 0 });
		// The next larger sheet is the same one, seen larger.
		if (this.#size === 'A3') document.scale(Math.SQRT2);
		if (this.#poster) document.translate(POSTER.x, POSTER.y).scale(POSTER.scale);
		this.y = AREA.top;
	}

	/** Goes to the next page when less than this is left. */
	need(height: number): void {
		if (this.y + height > AREA.bottom + 0.01) this.newPage();
	}

	bookmark(title: string, level: 1 | 2): void {
		if (level === 1) this.#outline = this.document.outline.addItem(title);
		else this.#outline?.addItem(title);
	}

	paragraph(words: Phrase, style: Style): void {
		const left = AREA.left + (style.left ?? 0);
		const width = AREA.width - (style.left ?? 0);
		const lines = this.lines(words, style, width);
		if (this.y > AREA.top) this.y += style.before;
		// Never one line alone at the foot of a page where two fit on the next.
		this.need(Math.min(lines.length, 2) * style.line + (style.keep ?? 0));
		lines.forEach((line, index) => {
			if (index > 0) this.need(style.line);
			const indent = lines[index - 1]?.last === false ? 0 : style.indent;
			this.line(line, style, left + indent, this.y, width - indent);
			this.y += style.line;
		});
		this.y += style.after;
	}

	/** The lines these words take in so much room. */
	lines(words: Phrase, style: Style, width: number): Line[] {
		const glyphs = words.flatMap(({ text, bold, struck }) =>
			this.signs(text, bold ? 'bold' : style.look, style.size).map((sign) =>
				struck ? { ...sign, struck } : sign
			)
		);
		return breakLines(glyphs, width, style.indent);
	}

	/** What is drawn for these words. */
	signs(text: string, look: Look, size: number): Drawn[] {
		return this.#signs.of(text, look).map((sign) => ({ ...sign, width: sign.width * size }));
	}

	/** Words in one colour that stand on the line `base`. */
	words(text: string, look: Look, size: number, x: number, base: number, colour: string): void {
		this.#run(this.signs(text, look, size), size, x, base, 0, colour);
	}

	/** Draws one line with its top at `y`. */
	line({ glyphs, width, last }: Line, style: Style, x: number, y: number, room: number): void {
		const free = room - width;
		const spread = style.align === 'both' && !last && free > 0 && free < room * SPREAD;
		const spacing = spread ? free / Math.max(1, glyphs.length - 1) : 0;
		const start = { left: 0, both: 0, middle: free / 2, right: free }[style.align];
		const { font } = this.#fonts.main(style.look);
		const height = ((font.ascent - font.descent) / font.unitsPerEm) * style.size;
		const base = y + (style.line - height) / 2 + (font.ascent / font.unitsPerEm) * style.size;
		this.#run(glyphs, style.size, x + start, base, spacing, 'black');
	}

	/** Head and foot of every page: they are known when all are there. */
	finish({ mark, foot }: Paper): void {
		const { document } = this;
		const { start, count } = document.bufferedPageRange();
		const style = { look: 'text', size: 10.5, line: 14, indent: 0, before: 0, after: 0 } as const;
		const put = (text: string, size: number, align: 'right' | 'middle', y: number) => {
			const own = { ...style, size, align };
			const [line] = this.lines([{ text }], own, AREA.width);
			this.line(line!, own, AREA.left, y, AREA.width);
		};
		for (let page = start; page < start + count; page += 1) {
			document.switchToPage(page);
			if (mark) put(mark, 10.5, 'right', 20 * MM);
			put(`— ${page - start + 1} —`, 14, 'middle', AREA.bottom + 7 * MM);
			put(foot, 9, 'middle', AREA.bottom + 14 * MM);
		}
	}

	/** Signs of several faces one after the other; what a font shapes by itself. */
	#run(
		line: readonly Drawn[],
		size: number,
		x: number,
		base: number,
		spacing: number,
		colour: string
	): void {
		this.document.fillColor(colour);
		const glyphs = inOrder(line);
		let at = x;
		for (let from = 0; from < glyphs.length;) {
			const { face, shaped, struck } = glyphs[from]!;
			let to = from;
			let used = 0;
			const goesOn = ({ face: next, shaped: whole, struck: also }: Drawn) =>
				to === from || (!shaped && !whole && next.id === face.id && !struck === !also);
			while (to < glyphs.length && goesOn(glyphs[to]!)) used += glyphs[to++]!.width + spacing;
			const text = glyphs
				.slice(from, to)
				.map(({ char }) => char)
				.join('');
			if (face.thicken) this.document.lineWidth(size / 40).strokeColor(colour);
			this.#put(text, face, size, at, base, shaped ? 0 : spacing);
			if (struck) this.#strike(at, at + used - spacing, base - size * STRIKE, size);
			at += used;
			from = to;
		}
	}

	#strike(from: number, to: number, y: number, size: number): void {
		this.document
			.lineWidth(size / 20)
			.strokeColor('black')
			.moveTo(from, y)
			.lineTo(to, y)
			.stroke();
	}

	#put(text: string, face: Face, size: number, x: number, y: number, spacing: number): void {
		const { document } = this;
		if (!this.#registered.has(face.id)) document.registerFont(face.id, face.font);
		this.#registered.add(face.id);
		document.font(face.id).fontSize(size);
		document.text(text, x, y, {
			lineBreak: false,
			baseline: 'alphabetic',
			characterSpacing: spacing,
			...(face.thicken ? { fill: true, stroke: true } : {})
		});
	}
}

/**
 * Where everything of a board stands on its picture: panels in columns, the tallest never far from the
 * shortest, bars for points, a card's stance by its shape. Pure; whoever draws says how wide words are.
 *
 * Invariants: lengths are thousandths of the picture's usual width; a picture is never taller than asked
 * for while cards can be left out, and says how many it leaves out.
 */
import type { CardStance } from '#lib/meeting/cards/cards.ts';
import { breakLines, type Glyph } from '../lines.ts';
import { moreOf, type Panel, type PinnedBoard } from './board.ts';

export type Colour = 'paper' | 'sheet' | 'sunk' | 'line' | 'ink' | 'second' | CardStance;

export type Shape =
	{ is: 'area'; points: readonly (readonly [x: number, y: number])[]; fill: Colour } | Words;

export interface Words {
	is: 'words';
	x: number;
	/** The line the letters stand on. */
	y: number;
	size: number;
	bold: boolean;
	text: string;
	fill: Colour;
}

export interface Picture {
	width: number;
	height: number;
	shapes: readonly Shape[];
}

/** The signs of a text, each with its width, in the order in which they were typed. */
export type Measure = (text: string, size: number, bold: boolean) => readonly Glyph[];

export interface Frame {
	width: number;
	/** No more columns than this. */
	columns: number;
	/** Not taller than this, if leaving out cards helps. */
	height: number;
	/** Cards shown of one panel, at most. */
	most: number;
	/** Empty paper around everything. */
	edge: number;
	/** Says its question; on paper the heading above does. */
	question: boolean;
}

/** On a sheet of A4 between its margins, on a wide screen, and on a phone. */
export const SHEET: Frame = {
	width: 1000,
	columns: 3,
	height: 1240,
	most: Infinity,
	edge: 0,
	question: false
};
export const WIDE: Frame = { ...SHEET, width: 1040, height: 3000, edge: 20, question: true };
export const NARROW: Frame = {
	width: 420,
	columns: 1,
	height: Infinity,
	most: 10,
	edge: 16,
	question: true
};

const GAP = 18;
const PAD = 14;
const MARK = 15;
const QUESTION = { size: 33, line: 45 };
const SMALL = { size: 20, line: 30 };
const TITLE = { size: 25, line: 34 };
const CARD = { size: 22, line: 30, pad: 9, gap: 8 };
const BAR = 13;
/** Tried one after the other until the picture is short enough. */
const FEWER = [16, 12, 9, 7, 5, 4, 3, 2, 1, 0];

/** The picture of a board in this frame. */
export function layBoard(board: PinnedBoard, frame: Frame, measure: Measure): Picture {
	let picture = lay(board, frame, frame.most, measure);
	for (const most of FEWER) {
		if (picture.height <= frame.height) break;
		if (most < frame.most) picture = lay(board, frame, most, measure);
	}
	return picture;
}

function lay(board: PinnedBoard, frame: Frame, most: number, measure: Measure): Picture {
	const { width, edge } = frame;
	const pen = new Pen(measure);
	const inside = width - 2 * edge;
	let y = edge;
	if (frame.question) y += pen.words(board.question, edge, y, inside, QUESTION, true, 'ink');
	y += pen.words(board.sum, edge, y + 4, inside, SMALL, false, 'second') + GAP;
	const columns = Math.max(1, Math.min(frame.columns, board.panels.length));
	const each = (inside - (columns - 1) * GAP) / columns;
	const ends = Array.from({ length: columns }, () => y);
	const highest = Math.max(1, ...board.panels.map(({ points }) => points ?? 0));
	for (const panel of board.panels) {
		const column = ends.indexOf(Math.min(...ends));
		const x = edge + column * (each + GAP);
		ends[column]! += pen.panel(panel, board, most, highest, x, ends[column]!, each) + GAP;
	}
	y = Math.max(...ends);
	y += pen.legend(board, edge, y, inside) + edge;
	const ground: Shape = { is: 'area', points: box(0, 0, width, y), fill: 'paper' };
	return { width, height: y, shapes: [ground, ...pen.shapes] };
}

class Pen {
	readonly shapes: Shape[] = [];
	readonly #measure: Measure;

	constructor(measure: Measure) {
		this.#measure = measure;
	}

	/** Writes words with their top at `y`; the height they take. */
	words(
		text: string,
		x: number,
		y: number,
		width: number,
		{ size, line }: { size: number; line: number },
		bold: boolean,
		fill: Colour
	): number {
		const lines = this.#lines(text, width, size, bold);
		lines.forEach((words, nth) => {
			const base = y + nth * line + (line + size * 0.74) / 2;
			this.shapes.push({ is: 'words', x, y: base, size, bold, text: words, fill });
		});
		return lines.length * line;
	}

	panel(
		{ title, points, cards, aside }: Panel,
		board: PinnedBoard,
		most: number,
		highest: number,
		x: number,
		y: number,
		width: number
	): number {
		const at = this.shapes.length;
		const inside = width - 2 * PAD;
		const count = points === null ? '' : String(points);
		const room = inside - (count ? this.#width(count, TITLE.size, true) + PAD : 0);
		let down = y + PAD;
		if (count) {
			const right = x + width - PAD - this.#width(count, TITLE.size, true);
			this.words(count, right, down, inside, TITLE, true, 'ink');
		}
		down += this.words(title, x + PAD, down, room, TITLE, true, aside ? 'second' : 'ink');
		if (points !== null) {
			this.#area(box(x + PAD, down + 4, inside, BAR), 'line');
			this.#area(box(x + PAD, down + 4, (inside * points) / highest, BAR), 'ink');
			down += BAR + 8;
		}
		down += 6;
		for (const card of cards.slice(0, most)) down += this.#card(card, x + PAD, down, inside);
		const left = cards.length - most;
		if (left > 0)
			down += this.words(moreOf(board, left), x + PAD, down, inside, SMALL, false, 'second');
		const height = down + PAD - CARD.gap - y;
		this.shapes.splice(at, 0, { is: 'area', points: box(x, y, width, height), fill: 'sunk' });
		return height;
	}

	legend({ legend }: PinnedBoard, x: number, y: number, width: number): number {
		if (legend.length === 0) return 0;
		let at = x;
		let down = y;
		for (const { stance, text } of legend) {
			const wide = MARK + 8 + this.#width(text, SMALL.size, false);
			if (at > x && at + wide > x + width) {
				at = x;
				down += SMALL.line;
			}
			this.#mark(stance, at, down + (SMALL.line - MARK) / 2);
			this.words(text, at + MARK + 8, down, width, SMALL, false, 'second');
			at += wide + 26;
		}
		return down + SMALL.line - y;
	}

	#card({ stance, text }: PinnedBoard['legend'][number], x: number, y: number, width: number) {
		const at = this.shapes.length;
		const left = CARD.pad + MARK + 8;
		const room = width - left - CARD.pad;
		const height = this.words(text, x + left, y + CARD.pad, room, CARD, false, 'ink');
		const all = height + 2 * CARD.pad;
		this.shapes.splice(at, 0, { is: 'area', points: box(x, y, width, all), fill: 'sheet' });
		this.#mark(stance, x + CARD.pad, y + CARD.pad + (CARD.line - MARK) / 2);
		return all + CARD.gap;
	}

	#mark(stance: CardStance, x: number, y: number): void {
		this.#area(
			MARKS[stance].map(([a, b]) => [x + a * MARK, y + b * MARK]),
			stance
		);
	}

	#area(points: Extract<Shape, { is: 'area' }>['points'], fill: Colour): void {
		this.shapes.push({ is: 'area', points, fill });
	}

	#width(text: string, size: number, bold: boolean): number {
		return this.#measure(text, size, bold).reduce((sum, { width }) => sum + width, 0);
	}

	#lines(text: string, width: number, size: number, bold: boolean): string[] {
		const glyphs = this.#measure(text, size, bold);
		return breakLines(glyphs, width).map((line) => line.glyphs.map(({ char }) => char).join(''));
	}
}

function box(x: number, y: number, width: number, height: number): [number, number][] {
	return [
		[x, y],
		[x + width, y],
		[x + width, y + height],
		[x, y + height]
	];
}

/** ● ▲ ■ ◆ within a square of one. */
const MARKS: Record<CardStance, readonly (readonly [number, number])[]> = {
	idea: Array.from({ length: 24 }, (_, n) => {
		const turn = (n * Math.PI) / 12;
		return [0.5 + 0.5 * Math.cos(turn), 0.5 + 0.5 * Math.sin(turn)] as const;
	}),
	worry: [
		[0.5, 0.02],
		[1.04, 0.96],
		[-0.04, 0.96]
	],
	question: [
		[0.05, 0.05],
		[0.95, 0.05],
		[0.95, 0.95],
		[0.05, 0.95]
	],
	fact: [
		[0.5, -0.08],
		[1.08, 0.5],
		[0.5, 1.08],
		[-0.08, 0.5]
	]
};

/** As on the screens, on white paper. */
export const COLOURS: Record<Colour, string> = {
	paper: '#ffffff',
	sheet: '#ffffff',
	sunk: '#f3eee2',
	line: '#e2d9c7',
	ink: '#1f1d1a',
	second: '#5c564b',
	idea: '#1b6650',
	worry: '#b8341c',
	question: '#855600',
	fact: '#2f4b7c'
};

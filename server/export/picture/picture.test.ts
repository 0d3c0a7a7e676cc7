/** The board as a picture: all of it is there, and it fits. */
import { inflateSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-wasm';
import { describe, expect, it } from 'vitest';
import { Fonts } from '../fonts.ts';
import type { PinnedBoard } from './board.ts';
import { layBoard, NARROW, SHEET, WIDE, type Frame, type Picture } from './layout.ts';
import { boardPng } from './png.ts';
import { boardSvg, svgOf } from './svg.ts';

const card = (text: string) => ({ stance: 'idea' as const, text });
const BOARD: PinnedBoard = {
	question: '您最希望怎么办？',
	sum: '4张卡片 · 3人 · 9点',
	panels: [
		{ title: '① 价格与补贴', points: 6, aside: false, cards: [card('便宜'), card('有补贴')] },
		{ title: '② 油烟', points: 3, aside: false, cards: [card('不用明火')] },
		{ title: '放一放', points: null, aside: true, cards: [card('空调坏了')] }
	],
	legend: [card('建议')],
	more: '……另有{n}张'
};
/** Every group with as many cards. */
const crowded = (groups: number, cards: number): PinnedBoard => ({
	...BOARD,
	panels: Array.from({ length: groups }, (_, n) => ({
		title: `第${n + 1}类`,
		points: n,
		aside: false,
		cards: Array.from({ length: cards }, (_, k) => card(`第${k + 1}张：希望饭菜软烂少盐、价格便宜`))
	}))
});
const laid = (board: PinnedBoard, frame: Frame) =>
	layBoard(board, frame, (text, size) => [...text].map((char) => ({ char, width: size })));
const words = (board: PinnedBoard, frame: Frame) =>
	laid(board, frame).shapes.flatMap((shape) => (shape.is === 'words' ? [shape.text] : []));

describe('layout', () => {
	it.each([SHEET, WIDE, NARROW])(
		'[C21] holds question (on paper the heading says it), groups, points, cards, what was put aside',
		(frame) => {
			const all = words(BOARD, frame).join('');
			for (const said of [
				...(frame === SHEET ? [] : ['您最希望怎么办？']),
				'① 价格与补贴',
				'6',
				'3',
				'便宜',
				'不用明火',
				'空调坏了'
			])
				expect(all).toContain(said);
		}
	);

	it('[C21] bars are as long as the points, and stay within their panel', () => {
		const { shapes } = laid(BOARD, SHEET);
		const bars = shapes.filter((shape) => shape.is === 'area' && shape.fill === 'ink');
		const [six, three] = bars.map(
			(bar) => bar.is === 'area' && bar.points[1]![0] - bar.points[0]![0]
		);
		expect(six).toBeCloseTo(2 * Number(three));
		const xs = shapes.flatMap((one) => (one.is === 'area' ? one.points.map(([x]) => x) : [one.x]));
		expect(Math.max(...xs)).toBeLessThanOrEqual(SHEET.width);
		expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
	});

	it('[C21] three thousand cards still fit on a page, and it says how many are left out', () => {
		const board = crowded(6, 500);
		const { height } = laid(board, SHEET);
		expect(height).toBeLessThanOrEqual(SHEET.height);
		const said = words(board, SHEET);
		const left = said.filter((text) => text.startsWith('……另有'));
		expect(left).toHaveLength(6);
		const shown = said.filter((text) => /^第\d+张/u.test(text)).length;
		expect(left).toEqual(Array(6).fill(`……另有${500 - shown / 6}张`));
		expect(shown).toBeGreaterThan(6);
	});

	it('a board on which nothing is left out says nothing of it', () => {
		expect(words(crowded(3, 4), SHEET).some((text) => text.includes('另有'))).toBe(false);
	});
});

it('[B29] what was typed is never markup in the SVG', () => {
	const board = { ...BOARD, question: '<script>alert(1)</script> & "x"' };
	const svg = boardSvg(board, WIDE, 'zh-CN');
	expect(svg).not.toContain('<script');
	expect(svg).toContain('&lt;script&gt;');
	expect(svg.match(/<text /gu)!.length).toBe(svg.match(/<\/text>/gu)!.length);
});

describe('PNG', () => {
	it('is a whole PNG with letters in it', async () => {
		const draw = (board: PinnedBoard) => boardPng(board, WIDE, new Fonts('zh-Hans', []), 0.5);
		const png = await draw(BOARD);
		const bytes = Buffer.from(png.bytes);
		expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
		expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([png.width, png.height]);
		const at = bytes.indexOf('IDAT');
		const rows = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
		expect(rows.length).toBe((png.width * 4 + 1) * png.height);
		const plain = await draw({ ...BOARD, question: ' ' });
		expect(plain.bytes.length).toBeLessThan(png.bytes.length);
	});

	it('colours exactly the area that a shape covers', () => {
		const covered = (points: [number, number][]) => {
			const picture = { width: 40, height: 30, shapes: [{ is: 'area', points, fill: 'ink' }] };
			const svg = svgOf(picture as Picture, () => '').replace('#1f1d1a', '#000000');
			const { pixels } = new Resvg(svg, { background: '#ffffff' }).render();
			return pixels.reduce((sum, light, at) => sum + (at % 4 === 3 ? 0 : 255 - light), 0) / 3 / 255;
		};
		expect(
			covered([
				[2.5, 2.5],
				[22.5, 2.5],
				[22.5, 22.5],
				[2.5, 22.5]
			])
		).toBeCloseTo(20 * 20, 0);
		const triangle: [number, number][] = [
			[30, 2],
			[39.5, 12.3],
			[31.3, 29.9]
		];
		expect(covered(triangle)).toBeCloseTo((9.5 * 27.9 - 1.3 * 10.3) / 2, 0);
	});
});

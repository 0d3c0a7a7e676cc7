/** Boards as SVG. On the record's page words stay words, in the reader's own fonts. */
import { clean } from '../paper.ts';
import type { PinnedBoard } from './board.ts';
import { COLOURS, layBoard, type Frame, type Picture, type Words } from './layout.ts';

/** `language` is a BCP 47 tag. What was typed can't become markup (B29). */
export function boardSvg(board: PinnedBoard, frame: Frame, language: string): string {
	const picture = layBoard(board, frame, (text, size, bold) =>
		Array.from(segmenter.segment(text), ({ segment }) => ({
			char: segment,
			width: usualWidth(segment, size, bold)
		}))
	);
	return svgOf(picture, asText, ` lang="${language}" font-family="${FONTS}"`);
}

/** A picture as SVG; `words` says how words are written, `more` are attributes of the whole. */
export function svgOf(
	{ width, height, shapes }: Picture,
	words: (shape: Words) => string,
	more = ''
): string {
	const high = round(height);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${high}" width="${width}" height="${high}"${more}>`,
		...shapes.map((shape) => {
			if (shape.is === 'words') return words(shape);
			const points = shape.points.map((at) => at.map(round).join()).join(' ');
			return `<polygon points="${points}" fill="${COLOURS[shape.fill]}"/>`;
		}),
		'</svg>\n'
	].join('\n');
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

const FONTS =
	"'PingFang SC','PingFang TC','Microsoft YaHei','Microsoft JhengHei','Noto Sans CJK SC','Noto Sans SC',sans-serif";

/** Fonts are the reader's: the widest that is usual. */
function usualWidth(char: string, size: number, bold: boolean): number {
	const code = char.codePointAt(0)!;
	if (char === '\n') return 0;
	if (code >= 0x2e80 || (code >= 0x2460 && code <= 0x24ff) || (code >= 0x2010 && code <= 0x2030))
		return size;
	return (
		size *
		(/[mwMW@%]/u.test(char) ? 0.92 : /[ ijlI.,:;'!|]/u.test(char) ? 0.33 : bold ? 0.66 : 0.62)
	);
}

function asText({ x, y, size, bold, text, fill }: Words): string {
	return (
		`<text x="${round(x)}" y="${round(y)}" font-size="${size}"${bold ? ' font-weight="700"' : ''} ` +
		`fill="${COLOURS[fill]}">${escaped(text)}</text>`
	);
}

function round(n: number): number {
	return Math.round(n * 10) / 10;
}

function escaped(text: string): string {
	return clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

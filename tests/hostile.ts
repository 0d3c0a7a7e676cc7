/**
 * Texts as hostile as people and programs make them, papers full of them, and what is wrong with the files
 * drawn from such a paper. For the tests (some) and `npm run prove` (many).
 */
import fc from 'fast-check';
import { drawDocx } from '#server/export/docx.ts';
import type { Fonts } from '#server/export/fonts.ts';
import { markdown } from '#server/export/markdown.ts';
import { cleaned, type Block, type Paper } from '#server/export/paper.ts';
import { drawPdf } from '#server/export/pdf.ts';
import { WIDE } from '#server/export/picture/layout.ts';
import { boardSvg } from '#server/export/picture/svg.ts';
import { unzip } from './live/files.ts';

/** Any code point, halves of pairs too, and what is hard to set: joiners, marks, right-to-left, colour. */
export const typed = fc
	.array(
		fc.oneof(
			{ weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
			{
				weight: 1,
				arbitrary: fc.integer({ min: 0xd800, max: 0xdfff }).map((one) => String.fromCharCode(one))
			},
			{
				weight: 2,
				arbitrary: fc.constantFrom(
					...[
						'𠮷',
						'👍🏽',
						'👨‍👩‍👧',
						'🇨🇳',
						'❤️',
						'葛\u{E0100}',
						'ئادىل مۇھەممەت',
						'ᠮᠣᠩᠭᠣᠯ',
						'བོད་ཡིག',
						'ꆈꌠ'
					],
					...[
						'\u0000',
						'\u000b',
						'\ufffe',
						'\u{1FFFF}',
						']]>',
						'<w:t>',
						'&#0;',
						'\u2028',
						'\u200d',
						'\u0301',
						'$&'
					]
				)
			}
		),
		{ maxLength: 12 }
	)
	.map((parts) => parts.join(''));

/** A paper with these texts wherever a paper has text. */
export function paperOf(texts: readonly string[], language: Paper['language']): Paper {
	const [title = '', body = '', name = '', said = '', card = ''] = texts;
	const table = {
		widths: [50, 50],
		middle: [0],
		head: [name, said],
		rows: [[said, name]],
		tall: false
	};
	const pinned = { stance: 'idea', text: card } as const;
	const board = {
		...{ question: title, sum: name, legend: [pinned], more: '……{n}' },
		panels: [{ title: name, points: 3, cards: [pinned], aside: false }]
	};
	const blocks: Block[] = [
		{ is: 'heading', level: 1, text: title },
		{ is: 'text', as: 'said', words: [{ text: name, bold: true }, { text: said }] },
		{ is: 'list', ordered: true, items: [[{ text: card }]] },
		{ is: 'table', ...table },
		{ is: 'picture', alt: title, board }
	];
	const foot = `${name} 1`;
	return cleaned({
		language,
		title,
		body,
		mark: name,
		status: said,
		foot,
		facts: [[name, said]],
		blocks,
		at: 0
	});
}

const five = fc.tuple(typed, typed, typed, typed, typed);
const language = fc.constantFrom('zh-Hans', 'zh-Hant', 'en' as const) as fc.Arbitrary<
	Paper['language']
>;
/** XML 1.0 §2.2: anything else makes a file that no reader opens. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
export const anyPaper = fc.tuple(five, language).map(([texts, which]) => paperOf(texts, which));

/** What is wrong with the files of this paper; null: nothing. Throws where one can't be drawn. */
export async function faultOf(paper: Paper, fonts: Fonts): Promise<string | null> {
	if (!markdown(paper).isWellFormed()) return 'Markdown';
	const { board } = paper.blocks.at(-1) as Extract<Block, { is: 'picture' }>;
	if (NOT_XML.test(boardSvg(board, WIDE, 'zh-CN'))) return 'SVG';
	const parts = unzip(await drawDocx(paper, fonts));
	for (const part of ['word/document.xml', 'docProps/core.xml', 'word/footer1.xml'])
		if (NOT_XML.test(parts[part]!)) return part;
	const pdf = Buffer.from(await drawPdf(paper, fonts));
	return pdf.toString('latin1', 0, 5) === '%PDF-' ? null : 'PDF';
}

/** Whatever was typed, every export comes out and is well formed. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileHeader } from './answer.ts';
import { drawDocx } from './docx.ts';
import { Fonts } from './fonts.ts';
import { markdown } from './markdown.ts';
import { cleaned, type Block, type Paper } from './paper.ts';
import { drawPdf } from './pdf.ts';
import { WIDE } from './picture/layout.ts';
import { boardSvg } from './picture/svg.ts';
import { unzip } from '../../tests/live/files.ts';

/** Any code point, halves of pairs too, and what is hard to set: joiners, marks, right-to-left, colour. */
const typed = fc
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

function paperOf(texts: readonly string[], language: Paper['language']): Paper {
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
const fonts = new Fonts('zh-Hans', []);

it('DOCX, PDF, Markdown and pictures of anything: none fails, all are well formed', async () => {
	const draw = async (texts: readonly string[], which: Paper['language']) => {
		const paper = paperOf(texts, which);
		expect(markdown(paper).isWellFormed()).toBe(true);
		const svg = boardSvg(
			(paper.blocks.at(-1) as Extract<Block, { is: 'picture' }>).board,
			WIDE,
			'zh-CN'
		);
		expect(svg).not.toMatch(NOT_XML);
		const docx = await drawDocx(paper, fonts);
		for (const part of ['word/document.xml', 'docProps/core.xml', 'word/footer1.xml'])
			expect(unzip(docx)[part]).not.toMatch(NOT_XML);
		const pdf = Buffer.from(await drawPdf(paper, fonts));
		expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-');
	};
	await fc.assert(fc.asyncProperty(five, language, draw), { numRuns: 6 });
	await draw([`a${'𠮷'.repeat(45)}`, '', '', '', ''], 'zh-Hans');
});

it('the name of a file fits everywhere, whatever the meeting is called', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				typed,
				typed.map((text) => text.repeat(40))
			),
			(title) => {
				const header = fileHeader(title, '110411', 'docx');
				expect(header).toMatch(/^[\x20-\x7e]+$/u);
				const whole = decodeURIComponent(/filename\*=UTF-8''(.*)$/u.exec(header)![1]!);
				expect(Buffer.byteLength(whole)).toBeLessThanOrEqual(250);
				expect(whole).not.toMatch(/[\\/:*?"<>|\n]/u);
			}
		),
		{ numRuns: 300 }
	);
	expect(decodeURIComponent(fileHeader(`a${'𠮷'.repeat(45)}`, '110411', 'pdf'))).toContain(
		`a${'𠮷'.repeat(45)}`
	);
});

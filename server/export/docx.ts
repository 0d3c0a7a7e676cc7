/**
 * Draws a paper as a Word document in the form of official papers (GB/T 9704): A4, title in size 2,
 * text in 仿宋 size 3 with 28 pt lines, 黑体 and 楷体 headings, page numbers between dashes. Runs in a
 * thread of its own.
 *
 * Invariant: fonts are only named; a computer without them shows its own. Boards are pictures, drawn with
 * the fonts of the PDF.
 */
import {
	AlignmentType,
	BorderStyle,
	Document,
	Footer,
	Header,
	ImageRun,
	LineRuleType,
	Packer,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	TextRun,
	VerticalAlignTable,
	WidthType
} from 'docx';
import { faces, numbering, SIZE, styles, twips } from './docx-styles.ts';
import { fontsFor, type Fonts } from './fonts.ts';
import type { Block, Paper, Phrase } from './paper.ts';
import { SHEET } from './picture/layout.ts';
import { qrPath } from '#lib/ui/qrcode.ts';
import { boardPng, svgPng, type Png } from './picture/png.ts';
import { photo, picture, signature, type PhotoBlock, type PictureBlock } from './docx-images.ts';
import { signatureDrawing } from './signature-drawing.ts';

/** Width of the text on A4 between margins of 28 and 26 mm, in twentieths of a point. */
const WIDTH = twips(156);

/** Pixels of a picture for a thousandth of its width: about 250 an inch. */
const SCALE = 1.55;

/** Rows of a table that are kept together on one page. */
const WHOLE = 8;

/** The file's bytes; `fonts` of its pictures, other than this computer's for tests. */
export async function drawDocx(
	paper: Paper,
	fonts: Fonts = fontsFor(paper.language)
): Promise<Uint8Array> {
	const pictures = new Map<PictureBlock, Png>();
	for (const block of paper.blocks)
		if (block.is === 'picture')
			pictures.set(block, await boardPng(block.board, SHEET, fonts, SCALE));
		else if (block.is === 'qr') pictures.set(block, await qrPng(block.link));
		else if (block.is === 'signature')
			pictures.set(block, await svgPng(signatureDrawing(block.path), 1, '#fff'));
	const document = new Document({
		title: paper.title,
		creator: paper.body,
		lastModifiedBy: paper.body,
		description: paper.status,
		styles: styles(paper.language),
		numbering: numbering(paper),
		sections: [
			{
				properties: {
					page: {
						size: { width: twips(210), height: twips(297) },
						margin: {
							top: twips(37),
							bottom: twips(35),
							left: twips(28),
							right: twips(26),
							header: twips(20),
							footer: twips(25)
						}
					}
				},
				headers: { default: new Header({ children: [small(paper.mark, AlignmentType.RIGHT)] }) },
				footers: { default: new Footer({ children: [pageNumber(paper)] }) },
				children: body(paper, pictures)
			}
		]
	});
	return new Uint8Array(await Packer.toArrayBuffer(document));
}

function body(paper: Paper, pictures: Map<PictureBlock, Png>): (Paragraph | Table)[] {
	let lists = 0;
	return [
		...(paper.body ? [new Paragraph({ style: 'Host', children: [run(paper.body)] })] : []),
		new Paragraph({ style: 'Title', children: [run(paper.title)] }),
		...(paper.status ? [new Paragraph({ style: 'Status', children: [run(paper.status)] })] : []),
		...(paper.facts.length > 0 ? [factTable(paper)] : []),
		...paper.blocks.flatMap((block) => {
			if (block.is === 'list') lists += 1;
			if (block.is === 'picture') return [picture(block, pictures.get(block)!)];
			if (block.is === 'qr') return qr(block, pictures.get(block)!);
			if (block.is === 'signature') return [signature(block, pictures.get(block)!)];
			if (block.is === 'photo') return [photo(block)];
			return drawn(block, lists);
		})
	];
}

const STYLE = { body: 'BodyText', turn: 'Turn', said: 'Said', fact: 'Fact', hash: 'Hash' } as const;

function drawn(
	block: Exclude<Block, PictureBlock | PhotoBlock>,
	lists: number
): (Paragraph | Table)[] {
	switch (block.is) {
		case 'heading':
			return [new Paragraph({ style: `Heading${block.level}`, children: [run(block.text)] })];
		case 'text':
			return [new Paragraph({ style: STYLE[block.as], children: runs(block.words) })];
		case 'list':
			return block.items.map(
				(item) =>
					new Paragraph({
						style: 'ListParagraph',
						numbering: {
							reference: block.ordered ? 'numbers' : 'dots',
							level: 0,
							instance: lists
						},
						children: runs(item)
					})
			);
		case 'table':
			return [table(block), new Paragraph({ style: 'Gap', children: [] })];
	}
}

/** Pixels of a code for one of its squares. */
const SQUARE = 8;
/** On paper, pixels at 96 an inch: 32 mm. */
const QR_SIDE = 121;

function qrPng(link: string): Promise<Png> {
	const { path, side } = qrPath(link, 'M');
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}"><path d="${path}" fill="#000"/></svg>`;
	return svgPng(svg, SQUARE, '#fff');
}

/** The code, and under it what it leads to. */
function qr({ link, words }: Extract<Block, { is: 'qr' }>, { bytes }: Png): Paragraph[] {
	const image = new ImageRun({
		type: 'png',
		data: bytes,
		transformation: { width: QR_SIDE, height: QR_SIDE },
		altText: { name: link, title: link, description: link }
	});
	return [
		new Paragraph({
			style: 'Gap',
			spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 120 },
			children: [image]
		}),
		new Paragraph({ style: 'TableText', children: [...runs(words), run(link, { break: 1 })] })
	];
}

/** Quotation marks and dashes beside Chinese stand in the Chinese face. */
function run(
	text: string,
	look: { bold?: boolean; strike?: boolean; break?: number } = {}
): TextRun {
	const chinese = /[\u3000-\u9FFF\uFF00-\uFFEF]/u.test(text);
	return new TextRun({ text, ...look, ...(chinese ? { font: { hint: 'eastAsia' } } : {}) });
}

/** Line breaks that were typed stay. */
function runs(phrase: Phrase): TextRun[] {
	return phrase.flatMap(({ text, bold, struck: strike }) =>
		text
			.split('\n')
			.map((line, index) => run(line, { bold, strike, ...(index > 0 ? { break: 1 } : {}) }))
	);
}

/** 时间, 地点 … */
function factTable(paper: Paper): Table {
	const first = paper.language === 'en' ? 24 : 18;
	return framed(
		[first, 100 - first],
		paper.facts.map(
			([label, value]) =>
				new TableRow({
					cantSplit: true,
					children: [cell([label], true, true), cell(value.split('\n'), false, false)]
				})
		)
	);
}

function table(block: Extract<Block, { is: 'table' }>): Table {
	// A few rows to sign stay on one page, with their head.
	const whole = block.rows.length <= WHOLE;
	const row = (cells: readonly string[], head: boolean, last = false) =>
		new TableRow({
			tableHeader: head,
			cantSplit: true,
			...(block.tall && !head ? { height: { value: twips(12), rule: 'atLeast' as const } } : {}),
			children: cells.map((words, column) =>
				cell(
					words.split('\n'),
					head,
					head || block.middle.includes(column),
					head || (whole && !last)
				)
			)
		});
	return framed(block.widths, [
		row(block.head, true),
		...block.rows.map((one, index) => row(one, false, index === block.rows.length - 1))
	]);
}

function framed(widths: readonly number[], rows: TableRow[]): Table {
	const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
	return new Table({
		width: { size: WIDTH, type: WidthType.DXA },
		layout: TableLayoutType.FIXED,
		columnWidths: widths.map((width) => Math.round((WIDTH * width) / 100)),
		borders: {
			top: line,
			bottom: line,
			left: line,
			right: line,
			insideHorizontal: line,
			insideVertical: line
		},
		margins: { top: 40, bottom: 40, left: 100, right: 100 },
		rows
	});
}

function cell(
	lines: readonly string[],
	head: boolean,
	middle: boolean,
	keepNext = false
): TableCell {
	return new TableCell({
		verticalAlign: VerticalAlignTable.CENTER,
		children: lines.map(
			(text) =>
				new Paragraph({
					style: head ? 'TableHead' : 'TableText',
					keepNext,
					alignment: middle ? AlignmentType.CENTER : AlignmentType.LEFT,
					children: [run(text)]
				})
		)
	});
}

function small(text: string, alignment: 'right' | 'center'): Paragraph {
	return new Paragraph({ style: 'Small', alignment, children: [run(text)] });
}

/** — 1 —, and which version this is. */
function pageNumber(paper: Paper): Paragraph {
	const font = faces(paper.language).table;
	return new Paragraph({
		style: 'Small',
		alignment: AlignmentType.CENTER,
		children: [
			new TextRun({ font, size: SIZE.four, children: ['— ', PageNumber.CURRENT, ' —'] }),
			new TextRun({ text: paper.foot, break: 1 })
		],
		spacing: { line: 300, lineRule: LineRuleType.AUTO }
	});
}

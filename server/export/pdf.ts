/**
 * Draws a paper as a PDF in the form of official papers, like docx.ts. Runs in a thread of its own.
 *
 * Invariants: of each font only the characters used are embedded; text can be searched and copied; the
 * same paper gives the same words on the same lines on the same computer.
 */
import PDFDocument from 'pdfkit';
import { fontsFor, type Fonts } from './fonts.ts';
import { drawPicture, pictureHeight } from './pdf-picture.ts';
import { drawPhoto, drawSignature } from './pdf-signed.ts';
import { drawQr } from './pdf-qr.ts';
import { Sheet, type Style } from './pdf-sheet.ts';
import { drawTable, TALL, WHOLE } from './pdf-table.ts';
import type { Block, Paper, Phrase } from './paper.ts';

/** How small the type of a paper gets that is to stand on one page: still read on a wall, then from close by. */
const SCALES = [1, 0.92, 0.85, 0.78];
const SMALL = [0.78, 0.72, 0.66];
/** How large that of one gets that is read from a few steps away. */
const LARGER = [1.4, 1.25, 1.12];

/** The file's bytes; `fonts` other than this computer's for tests. */
export async function drawPdf(
	paper: Paper,
	fonts: Fonts = fontsFor(paper.language)
): Promise<Uint8Array> {
	const { shorter = [], onePage, grows } = paper;
	if (!onePage) return (await drawnAt(1, paper, fonts)).bytes;
	const most = [paper.blocks, ...shorter];
	const at = (scales: readonly number[], some: typeof most) =>
		scales.flatMap((scale) => some.map((blocks) => ({ scale, blocks })));
	// Less stands on it before its type is too small for a wall; it is too small before all of what may go is gone.
	const tries = [
		...at([...(grows ? LARGER : []), ...SCALES], [paper.blocks]),
		...at(SMALL, most.slice(0, -1)),
		...at(SMALL, most.slice(-1))
	];
	for (const { scale, blocks } of tries) {
		const { bytes, pages } = await drawnAt(scale, { ...paper, blocks }, fonts);
		if (pages === 1) return bytes;
	}
	const { scale, blocks } = tries.at(-1)!;
	return (await drawnAt(scale, { ...paper, blocks }, fonts)).bytes;
}

async function drawnAt(
	scale: number,
	paper: Paper,
	fonts: Fonts
): Promise<{ bytes: Uint8Array; pages: number }> {
	const made = new Date(paper.at);
	const document = new PDFDocument({
		size: 'A4',
		margin: 0,
		bufferPages: true,
		autoFirstPage: false,
		font: null,
		lang: LANG[paper.language],
		displayTitle: true,
		pdfVersion: '1.7',
		info: { Title: paper.title, Author: paper.body, CreationDate: made, ModDate: made }
	});
	const chunks: Buffer[] = [];
	const ended = new Promise<void>((resolve, reject) => {
		document.on('data', (chunk: Buffer) => chunks.push(chunk));
		document.on('end', resolve);
		document.on('error', reject);
	});
	const sheet = new Sheet(document, fonts, paper);
	draw(sheet, paper, scale);
	sheet.finish(paper);
	const pages = document.bufferedPageRange().count;
	document.end();
	await ended;
	return { bytes: Buffer.concat(chunks), pages };
}

const LANG = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en' };

/** Sizes in points, as official papers have them: 二号, 三号, 四号, 小四, 五号. */
function stylesFor(language: Paper['language'], scale: number) {
	const chinese = language !== 'en';
	const size = chinese ? 16 : 12;
	const line = chinese ? 28 : 18;
	const indent = chinese ? 2 * size : 0;
	const common = { look: 'text', size, line, indent, align: 'both', before: 0, after: 0 } as const;
	const style = (change: Partial<Style>): Style => {
		const whole = { ...common, ...change };
		return {
			...whole,
			size: whole.size * scale,
			line: whole.line * scale,
			indent: whole.indent * scale
		};
	};
	return {
		host: style({ align: 'middle', indent: 0 }),
		title: style({ look: 'bold', size: 22, line: 36, indent: 0, align: 'middle', keep: 60 }),
		status: style({ look: 'second', size: 14, indent: 0, align: 'middle', after: 8 }),
		heading1: style({ look: 'head', before: 12, align: 'left', keep: 2 * line }),
		heading2: style({ look: 'second', before: 4, align: 'left', keep: 2 * line }),
		body: style({}),
		turn: style({ keep: line }),
		said: style({}),
		fact: style({ look: 'second', size: chinese ? 14 : 11, indent: chinese ? 2 * size : 0 }),
		hash: style({ size: 10.5, line: 16, indent: 0, left: indent, align: 'left' }),
		cell: style({ size: chinese ? 12 : 11, line: 17, indent: 0, align: 'left' })
	};
}

function draw(sheet: Sheet, paper: Paper, scale: number): void {
	const styles = stylesFor(paper.language, scale);
	sheet.newPage();
	if (paper.body) sheet.paragraph([{ text: paper.body }], styles.host);
	sheet.paragraph([{ text: paper.title }], styles.title);
	if (paper.status) sheet.paragraph([{ text: paper.status }], styles.status);
	const first = paper.language === 'en' ? 24 : 18;
	if (paper.facts.length > 0)
		drawTable(sheet, {
			widths: [first, 100 - first],
			middle: [0],
			head: [],
			rows: paper.facts,
			style: styles.cell,
			firstHead: true,
			height: 0
		});
	let beside = 0;
	paper.blocks.forEach((block, index) => {
		if (index < beside) return;
		if (block.is === 'qr') {
			// What is compared letter by letter stands beside the code, where there is room.
			const hashes = hashesAfter(paper.blocks, index);
			beside = index + 1 + hashes.length;
			return drawQr(sheet, block, styles.cell, { lines: hashes, style: styles.hash });
		}
		if (block.is === 'heading') sheet.need(leastAfter(sheet, paper.blocks, index, styles));
		drawBlock(sheet, block, styles, paper);
	});
}

/** Letters and digits to compare that follow a block at once. */
function hashesAfter(blocks: readonly Block[], index: number): Phrase[] {
	const after = blocks.slice(index + 1);
	const end = after.findIndex((block) => block.is !== 'text' || block.as !== 'hash');
	return after
		.slice(0, end < 0 ? after.length : end)
		.flatMap((block) => (block.is === 'text' ? [block.words] : []));
}

/** A heading goes with the table or picture under it, which may go to the next page as a whole. */
function leastAfter(
	sheet: Sheet,
	blocks: readonly Block[],
	index: number,
	styles: ReturnType<typeof stylesFor>
): number {
	const block = blocks[index];
	if (block?.is === 'table') return leastHeight(block);
	if (block?.is === 'picture') return pictureHeight(sheet, block.board);
	if (block?.is !== 'heading') return 0;
	const { line, before } = block.level === 1 ? styles.heading1 : styles.heading2;
	return before + line + leastAfter(sheet, blocks, index + 1, styles);
}

/** Room that the beginning of a table takes, or all of one that stays together. */
function leastHeight({ rows }: Extract<Block, { is: 'table' }>): number {
	return rows.length <= WHOLE.rows ? (rows.length + 1) * TALL : 2 * TALL;
}

function drawBlock(
	sheet: Sheet,
	block: Exclude<Block, { is: 'qr' }>,
	styles: ReturnType<typeof stylesFor>,
	paper: Paper
): void {
	switch (block.is) {
		case 'heading':
			sheet.bookmark(block.text, block.level);
			sheet.paragraph(
				[{ text: block.text }],
				block.level === 1 ? styles.heading1 : styles.heading2
			);
			return;
		case 'text':
			sheet.paragraph(block.words, styles[block.as]);
			return;
		case 'list':
			block.items.forEach((item, index) => {
				const dot = paper.language === 'en' ? '. ' : '．';
				const mark = block.ordered ? `${index + 1}${dot}` : '· ';
				sheet.paragraph(marked(mark, item), styles.body);
			});
			return;
		case 'picture':
			drawPicture(sheet, block.board);
			return;
		case 'signature':
			drawSignature(sheet, block);
			return;
		case 'photo':
			drawPhoto(sheet, block);
			return;
		case 'table':
			drawTable(sheet, {
				...block,
				style: styles.cell,
				firstHead: false,
				height: block.tall ? TALL : 0
			});
	}
}

function marked(mark: string, item: Phrase): Phrase {
	return [{ text: mark }, ...item];
}

/** Papers and lists as pages that open from a folder: no script, nothing fetched, whatever was typed is only words. */
import type { Block, Phrase } from '#server/export/paper.ts';
import { clean } from '#server/export/paper.ts';
import type { Cell } from '#server/export/papers.ts';

/** Where the pictures of a page are: by the block that is one. */
export type Pictures = ReadonlyMap<Block, string>;

/** Words that are only words to a browser. */
export function escaped(text: string): string {
	return clean(text)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll('\n', '<br>');
}

export interface Page {
	language: string;
	title: string;
	/** The way back to the first page, in words; null: this is the first. */
	back: string | null;
	body: string;
	/** Scripts beside it, for the one page that has any. */
	scripts?: readonly string[];
}

/** A whole page. */
export function htmlPage({ language, title, back, body, scripts = [] }: Page): string {
	const home =
		back === null ? '' : `<p class="back"><a href="index.html">← ${escaped(back)}</a></p>\n`;
	return [
		'<!doctype html>',
		`<html lang="${language}">`,
		'<meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		`<title>${escaped(title)}</title>`,
		'<link rel="stylesheet" href="style.css">',
		`<main>\n${home}<h1>${escaped(title)}</h1>\n${body}\n</main>`,
		...scripts.map((file) => `<script src="${file}"></script>`),
		'</html>\n'
	].join('\n');
}

/** Blocks of a paper. */
export function htmlBlocks(blocks: readonly Block[], pictures: Pictures): string {
	return blocks.map((block) => htmlBlock(block, pictures)).join('\n');
}

function htmlBlock(block: Block, pictures: Pictures): string {
	switch (block.is) {
		case 'heading':
			return `<h${block.level + 1}>${escaped(block.text)}</h${block.level + 1}>`;
		case 'text':
			return `<p class="${block.as}">${htmlPhrase(block.words)}</p>`;
		case 'list': {
			const items = block.items.map((item) => `<li>${htmlPhrase(item)}</li>`).join('');
			return block.ordered ? `<ol>${items}</ol>` : `<ul>${items}</ul>`;
		}
		case 'table':
			return htmlTable(block.head, block.rows, block.widths);
		case 'picture':
		case 'signature':
		case 'photo': {
			const file = pictures.get(block);
			return file ? `<p><img src="${file}" alt="${escaped(block.alt)}"></p>` : '';
		}
		case 'qr':
			// What opens from a folder leads nowhere else: the address is only words.
			return `<p>${htmlPhrase(block.words)}<br><code>${escaped(block.link)}</code></p>`;
	}
}

/** A table; cells that are null are empty. `widths` of its columns, in hundredths. */
export function htmlTable(
	head: readonly string[],
	rows: readonly (readonly Cell[])[],
	widths: readonly number[] = []
): string {
	const row = (cells: readonly Cell[], tag: 'th' | 'td') =>
		`<tr>${cells.map((cell) => `<${tag}>${cell === null ? '' : escaped(String(cell))}</${tag}>`).join('')}</tr>`;
	const body = rows.map((cells) => row(cells, 'td')).join('\n');
	const columns = widths.map((width) => `<col style="width:${width}%">`).join('');
	return `<div class="scroll"><table><colgroup>${columns}</colgroup><thead>${row(head, 'th')}</thead><tbody>${body}</tbody></table></div>`;
}

function htmlPhrase(words: Phrase): string {
	return words
		.map(({ text, bold, struck }) => {
			const said = escaped(text);
			if (struck) return `<s>${said}</s>`;
			return bold ? `<b>${said}</b>` : said;
		})
		.join('');
}

/** One sheet for all pages: reads on a phone, prints in black on white. */
export const STYLE = `:root { color-scheme: light; }
body { margin: 0; background: #fcf9f1; color: #1f1b16; font: 17px/1.65 "PingFang SC", "PingFang TC", "Microsoft YaHei", "Microsoft JhengHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.1rem 4rem; }
h1, h2, h3 { font-family: "Songti SC", "SimSun", "Noto Serif CJK SC", serif; line-height: 1.35; }
h1 { margin: 0.2rem 0 0.6rem; font-size: 1.7rem; }
h2 { margin: 1.8rem 0 0.5rem; font-size: 1.25rem; }
h3 { margin: 1.2rem 0 0.4rem; font-size: 1.05rem; }
p { margin: 0.35rem 0; overflow-wrap: anywhere; }
a { color: #9c2f1b; }
.back { margin: 0; font-size: 0.9rem; }
.small, .foot { color: #6a6156; font-size: 0.88rem; }
.turn { margin-top: 0.9rem; }
.said { padding-left: 0.8rem; border-left: 3px solid #ddd3bd; }
.fact { color: #4b443b; }
.hash, code { font-family: Menlo, Consolas, monospace; font-size: 0.85rem; overflow-wrap: anywhere; }
.seal { display: inline-block; padding: 0.1rem 0.6rem; border: 3px double #b5331f; border-radius: 0.3rem; color: #b5331f; font-weight: 700; }
.draft { display: inline-block; padding: 0.1rem 0.6rem; border: 1px solid #8a7c63; border-radius: 0.3rem; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; background: #fff; }
th, td { padding: 0.35rem 0.6rem; border: 1px solid #d6cbb4; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f4eddc; font-size: 0.88rem; }
img { max-width: 100%; height: auto; border: 1px solid #d6cbb4; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.1rem; margin: 0.8rem 0; }
dl.facts dt { color: #6a6156; }
dl.facts dd { margin: 0; }
ul.contents { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0.6rem; padding: 0; list-style: none; }
ul.contents li { padding: 0.7rem 0.9rem; border: 1px solid #d6cbb4; border-radius: 0.6rem; background: #fff; }
ul.contents b { display: block; }
.right { color: #1c6b4a; font-weight: 700; }
.wrong { color: #b5331f; font-weight: 700; }
@media (max-width: 34rem) { .scroll table { min-width: 34rem; } dl.facts { grid-template-columns: 1fr; } dl.facts dd { margin-bottom: 0.4rem; } }
@media print { body { background: #fff; color: #000; font-size: 11pt; } .back { display: none; } a { color: inherit; } table, img { break-inside: avoid; } }
`;

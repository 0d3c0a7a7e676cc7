/**
 * What comes from a clipboard keeps its structure: the cells and rows of a table stay apart, `<br>` is a
 * line, a list's items stand on lines of their own. Word, WPS, Excel, WeChat and web pages all bring HTML.
 *
 * Invariant: reads a document that is never shown and loads nothing (`DOMParser`); what comes out is plain
 * words, so nothing pasted is markup.
 */

/** What this needs of a DOM node; `Node` fits. */
export interface PastedNode {
	nodeType: number;
	nodeName: string;
	nodeValue: string | null;
	childNodes: Iterable<PastedNode>;
	getAttribute?(name: string): string | null;
}

/** Words of one look. */
export interface PastedRun {
	text: string;
	bold: boolean;
}

/** One line; `depth` 0: no list, 1 and more: an item of a list so deep. */
export interface PastedLine {
	runs: PastedRun[];
	/** 2, 3: a heading; 0: none. */
	heading: 0 | 2 | 3;
	depth: number;
	ordered: boolean;
	/** Another line of the same item. */
	more: boolean;
}

/** Stands between two cells of a row. */
export const CELL = ' | ';

const TEXT = 3;
const ELEMENT = 1;
const UNSEEN =
	/^(?:HEAD|STYLE|SCRIPT|TEMPLATE|TITLE|META|LINK|NOSCRIPT|OBJECT|IFRAME|COLGROUP|COL)$/u;
const BLOCK =
	/^(?:ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BODY|CAPTION|CENTER|DD|DETAILS|DIALOG|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HR|HTML|LI|MAIN|NAV|OL|P|PRE|SECTION|SUMMARY|TABLE|UL)$/u;
/** Browsers stop nesting at 512; what a forged document holds below is not read. */
const DEEPEST = 600;

/** The lines of a pasted document, cells of a row parted by `cell`. Never throws. */
export function pastedLines(root: PastedNode, cell = CELL): PastedLine[] {
	const reader = new Reader(cell);
	reader.read(root, { bold: false, heading: 0, depth: 0, ordered: false, pre: false }, 0);
	reader.end();
	return reader.lines;
}

interface Around {
	bold: boolean;
	heading: 0 | 2 | 3;
	depth: number;
	ordered: boolean;
	pre: boolean;
}

class Reader {
	readonly lines: PastedLine[] = [];
	#line: PastedLine | null = null;
	readonly #cell: string;
	/** No line of this item was written yet. */
	#first = false;

	constructor(cell: string) {
		this.#cell = cell;
	}

	read(node: PastedNode, around: Around, level: number): void {
		if (node.nodeType === TEXT) return this.#words(node.nodeValue ?? '', around);
		const name = node.nodeName.toUpperCase();
		if (UNSEEN.test(name) || level > DEEPEST) return;
		if (name === 'BR') return this.end();
		if (name === 'TABLE') return this.#table(node, around, level);
		const block = BLOCK.test(name);
		if (block) this.end();
		if (name === 'LI') this.#first = true;
		const inside = within(node, name, around);
		for (const child of node.childNodes) this.read(child, inside, level + 1);
		if (block) this.end();
	}

	/** The line is over; an empty one is none. */
	end(): void {
		const line = this.#line;
		this.#line = null;
		if (!line) return;
		const runs = tidy(line.runs);
		if (runs.length > 0) this.lines.push({ ...line, runs });
	}

	#words(raw: string, around: Around): void {
		const broken = around.pre
			? raw.replace(BREAKS, '\n')
			: raw.replace(/[\t\n\r\f ]+/gu, ' ').replace(BREAKS, '\n');
		broken.split('\n').forEach((text, index) => {
			if (index > 0) this.end();
			if (text.trim() === '' && !this.#line) return;
			this.#line ??= this.#begun(around);
			this.#line.runs.push({ text, bold: around.bold });
		});
	}

	#begun({ heading, depth, ordered }: Around): PastedLine {
		const more = depth > 0 && !this.#first;
		this.#first = false;
		return { runs: [], heading, depth, ordered, more };
	}

	/** A row is a line, its cells apart; whatever stands in a cell stays in it. */
	#table(table: PastedNode, around: Around, level: number): void {
		this.end();
		for (const row of rowsOf(table, level)) {
			const cells = row.map((cell) => {
				const inside = pastedLines(cell, this.#cell).map(({ runs }) => runs);
				return inside.flatMap((runs, index) =>
					index > 0 ? [{ text: ' ', bold: false }, ...runs] : runs
				);
			});
			while (cells.length > 0 && cells.at(-1)!.length === 0) cells.pop();
			const runs = cells.flatMap((cell, index) =>
				index > 0 ? [{ text: this.#cell, bold: false }, ...cell] : cell
			);
			if (runs.length > 0)
				this.lines.push({ ...this.#begun({ ...around, heading: 0 }), runs: merged(runs) });
		}
	}
}

const BREAKS = /\r\n?|[\n\u2028\u2029\u0085\v\f]/gu;

function within(node: PastedNode, name: string, around: Around): Around {
	const inside = { ...around };
	const style = (node.getAttribute?.('style') ?? '').toLowerCase();
	const heading = /^H([1-6])$/u.exec(name)?.[1];
	if (heading) inside.heading = Number(heading) < 3 ? 2 : 3;
	if (name === 'UL' || name === 'OL') {
		inside.depth = around.depth + 1;
		inside.ordered = name === 'OL';
	}
	if (name === 'PRE' || /white-space:\s*(?:pre|break-spaces)/u.test(style)) inside.pre = true;
	if (name === 'B' || name === 'STRONG') inside.bold = true;
	// Google Docs wraps everything in a <b> that says it is none.
	const weight = /font-weight:\s*(\w+)/u.exec(style)?.[1];
	if (weight) inside.bold = weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
	return inside;
}

/** Rows of a table with their cells, those of tables inside its cells not among them. */
function rowsOf(node: PastedNode, level: number): PastedNode[][] {
	const rows: PastedNode[][] = [];
	for (const child of node.childNodes) {
		if (child.nodeType !== ELEMENT || level > DEEPEST) continue;
		const name = child.nodeName.toUpperCase();
		if (name === 'TR') rows.push([...child.childNodes].filter(isCell));
		else if (name === 'CAPTION') rows.push([child]);
		else if (!UNSEEN.test(name)) for (const row of rowsOf(child, level + 1)) rows.push(row);
	}
	return rows;
}

function isCell({ nodeName }: PastedNode): boolean {
	return /^t[dh]$/iu.test(nodeName);
}

/** No space at the ends, one between words, runs of one look together. */
function tidy(runs: readonly PastedRun[]): PastedRun[] {
	const all = merged(runs);
	if (all[0]) all[0].text = all[0].text.trimStart();
	const last = all.at(-1);
	if (last) last.text = last.text.trimEnd();
	return all.filter(({ text }) => text !== '');
}

function merged(runs: readonly PastedRun[]): PastedRun[] {
	const all: PastedRun[] = [];
	for (const { text, bold } of runs) {
		const before = all.at(-1);
		const open = !before || /\s$/u.test(before.text);
		const words = open ? text.replace(/^ +/u, '') : text;
		if (words === '') continue;
		if (before && before.bold === bold) before.text += words;
		else all.push({ text: words, bold });
	}
	return all;
}

/** Plain text that holds a table (tabs) or strange line breaks, as lines. */
export function plainLines(text: string, cell = CELL): string[] {
	return text
		.replace(BREAKS, '\n')
		.split('\n')
		.map((line) => {
			const [first = '', ...others] = line
				.trim()
				.split('\t')
				.map((one) => one.trim());
			// 1.⇥ and •⇥ are how word processors write the number of an item.
			const number = others.length > 0 && ITEM.test(first);
			const cells = number ? [`${first} ${others.shift()}`, ...others] : [first, ...others];
			return cells.join(cell);
		});
}

const ITEM = /^(?:[\d一二三四五六七八九十]{1,3}[.．、)）]|[•·▪●○■–*-])$/u;

/** The document that a clipboard's HTML is; loads and runs nothing. */
export function pastedDocument(html: string): PastedNode {
	// Rows without their table are no rows to a parser.
	const rows = /<t[rdh][\s>]/iu.test(html) && !/<table[\s>]/iu.test(html);
	return new DOMParser().parseFromString(rows ? `<table>${html}</table>` : html, 'text/html').body;
}

/** What a text field is given of a clipboard; null: what the browser pastes by itself is right. */
export function pastedText(data: Pick<DataTransfer, 'getData'>, cell = CELL): string | null {
	const plain = data.getData('text/plain');
	const html = data.getData('text/html');
	const tabs = plain.includes('\t');
	const table = /<t[dh][\s>]/iu.test(html) && !(cell === '\t' && tabs);
	if (html !== '' && (plain === '' || table))
		return pastedLines(pastedDocument(html), cell)
			.map(({ runs }) => runs.map(({ text }) => text).join(''))
			.join('\n');
	if (tabs && cell !== '\t') return plainLines(plain, cell).join('\n');
	return /[\u2028\u2029\u0085\v\f]/u.test(plain) ? plain.replace(BREAKS, '\n') : null;
}

/**
 * Pastes into a text field what `pastedText` makes of the clipboard, as one step that can be undone:
 * `<textarea onpaste={pasteStructure()}>`. `cell`: what parts the cells of a row.
 */
export function pasteStructure(cell = CELL): (event: ClipboardEvent) => void {
	return (event) => {
		const words = event.clipboardData && pastedText(event.clipboardData, cell);
		if (!words) return;
		event.preventDefault();
		// Deprecated, and still the only way that the field's own undo knows of.
		if (document.execCommand('insertText', false, words)) return;
		const field = event.currentTarget as HTMLTextAreaElement;
		field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end');
		field.dispatchEvent(new Event('input', { bubbles: true }));
	};
}

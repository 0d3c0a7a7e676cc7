/**
 * The first sheet of a workbook (XLSX) as rows of words: what its cells show, as far as a list of people needs it.
 * Formulas are their last result; nothing in the file is run, looked up or fetched.
 *
 * Invariant: how long it takes and how much memory is bounded by limits of its own, not by what the file says.
 */
import { Archive, breathing, TooLarge } from './archive.ts';
import { tagsOf, wordsOf, type Tag } from './xml-tags.ts';

/** Farther down or to the right stands no list of people. */
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 300;
/** All cells together. */
const MOST_WORDS = 1_000_000;

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

/** Days from the first day of a workbook, of which there are two kinds, to 1970. */
const FIRST_DAY = { 1900: 25_569, 1904: 24_107 };

/**
 * Rows in their order, from the first line on; empty where the sheet is.
 *
 * @throws {TooLarge}; another error where it is no workbook
 */
export async function readWorkbook(bytes: Uint8Array): Promise<string[][]> {
	const archive = new Archive(bytes);
	const breathe = breathing();
	const each = async (file: string | undefined, see: (tag: Tag) => void) => {
		const xml = file === undefined ? null : await archive.read(file);
		if (xml === null) return false;
		let n = 0;
		for (const tag of tagsOf(xml)) {
			see(tag);
			if (++n % 512 === 0) await breathe();
		}
		return true;
	};

	let sheet: string | undefined;
	let firstDay = FIRST_DAY[1900];
	await each(WORKBOOK, ({ name, attribute }) => {
		if (name === 'workbookPr' && /^(?:1|true)$/u.test(attribute('date1904') ?? ''))
			firstDay = FIRST_DAY[1904];
		if (name === 'sheet' && !/^(?:hidden|veryHidden)$/u.test(attribute('state') ?? ''))
			sheet ??= attribute('r:id') ?? attribute('id');
	});
	const parts = new Map<string, string>();
	await each(RELATIONS, ({ name, attribute }) => {
		const target = attribute('Target') ?? '';
		if (name !== 'Relationship') return;
		const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
		const kind = (attribute('Type') ?? '').split('/').at(-1)!;
		parts.set(kind === 'worksheet' ? `sheet ${attribute('Id')}` : kind, path);
	});
	const shared = new SharedWords();
	await each(parts.get('sharedStrings'), shared.see);
	const dates = new DateStyles();
	await each(parts.get('styles'), dates.see);
	const rows = new SheetRows(shared.words, (written, style) =>
		dates.has(style) ? dayOf(written, firstDay) : written
	);
	if (!(await each(parts.get(`sheet ${sheet}`), rows.see))) throw new Error('it has no sheet');
	return rows.all();
}

/** The table of words that cells name by number. */
class SharedWords {
	readonly words: string[] = [];
	#now: string | null = null;
	#spoken = false;

	see = ({ name, closes, text }: Tag): void => {
		// How it is spoken stands beside it, as words too.
		if (name === 'rPh') this.#spoken = !closes;
		if (name === 'si') {
			if (closes) this.words.push(this.#now ?? '');
			this.#now = '';
		}
		if (name === 't' && !closes && !this.#spoken && this.#now !== null) this.#now += wordsOf(text);
	};
}

/** Which styles show a number as a date. */
class DateStyles {
	#own = new Map<string, boolean>();
	#styles: boolean[] = [];
	#inCells = false;

	see = ({ name, closes, attribute }: Tag): void => {
		if (name === 'cellXfs') this.#inCells = !closes;
		if (closes) return;
		const format = attribute('numFmtId') ?? '';
		if (name === 'numFmt') this.#own.set(format, saysDay(attribute('formatCode') ?? ''));
		if (name === 'xf' && this.#inCells) this.#styles.push(this.#own.get(format) ?? isDay(+format));
	};

	has(style: string | undefined): boolean {
		return style !== undefined && this.#styles[Number(style)] === true;
	}
}

/** Formats that every office program knows by number; from 27 on those of Chinese, Japanese and Korean ones. */
function isDay(format: number): boolean {
	const within = (first: number, last: number) => format >= first && format <= last;
	return within(14, 17) || format === 22 || within(27, 36) || within(50, 58);
}

/** What is quoted, or in brackets, is shown as it stands. */
function saysDay(code: string): boolean {
	return /[dy日年]/iu.test(code.replace(/"[^"]*"?|\[[^\]]*\]?|\\./gu, ''));
}

/** A day as it is written in a list; what is none, as it stands. */
function dayOf(written: string, firstDay: number): string {
	const day = new Date((Number(written) - firstDay) * 86_400_000);
	return Number.isNaN(day.getTime()) || Number(written) < 1
		? written
		: day.toISOString().split('T')[0]!;
}

/** Cells as they come, by row and column. */
class SheetRows {
	#rows: string[][] = [];
	#left = MOST_WORDS;
	#shared: readonly string[];
	#shown: (written: string, style: string | undefined) => string;
	#row = 0;
	#column = 0;
	#cell: { kind: string; style: string | undefined; words: string } | null = null;
	#spoken = false;

	constructor(
		shared: readonly string[],
		shown: (written: string, style: string | undefined) => string
	) {
		this.#shared = shared;
		this.#shown = shown;
	}

	see = ({ name, closes, empty, attribute, text }: Tag): void => {
		if (name === 'row' && !closes) {
			this.#row = Number(attribute('r') ?? this.#row + 1);
			this.#column = 0;
		} else if (name === 'c') {
			if (!closes) this.#begin(attribute);
			if (closes || empty) this.#end();
		} else if (name === 'rPh') this.#spoken = !closes;
		else if ((name === 'v' || name === 't') && !closes && this.#cell && !this.#spoken)
			this.#cell.words += wordsOf(text);
	};

	#begin(attribute: Tag['attribute']): void {
		const [, letters] = /^([A-Z]{1,3})\d{1,7}$/u.exec(attribute('r') ?? '') ?? [];
		this.#column = letters ? columnNumber(letters) : this.#column + 1;
		this.#cell = { kind: attribute('t') ?? 'n', style: attribute('s'), words: '' };
	}

	#end(): void {
		const shown = this.#cell ? this.#wordsIn(this.#cell) : '';
		this.#cell = null;
		if (shown === '') return;
		const inSheet = Number.isInteger(this.#row) && this.#row >= 1;
		if (!inSheet) throw new Error('a row has no place');
		this.#left -= shown.length;
		if (this.#row > MOST_ROWS || this.#column > MOST_COLUMNS || this.#left < 0)
			throw new TooLarge();
		const row = (this.#rows[this.#row - 1] ??= []);
		row[this.#column - 1] = shown;
	}

	#wordsIn({
		kind,
		style,
		words
	}: {
		kind: string;
		style: string | undefined;
		words: string;
	}): string {
		if (kind === 's') return this.#shared[Number(words)] ?? '';
		if (kind === 'b') return words === '1' ? 'true' : 'false';
		return kind === 'n' ? this.#shown(words, style) : words;
	}

	all(): string[][] {
		return Array.from(this.#rows, (row) => Array.from(row ?? [], (cell) => cell ?? ''));
	}
}

/** A is 1, AA is 27. */
function columnNumber(letters: string): number {
	return [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);
}

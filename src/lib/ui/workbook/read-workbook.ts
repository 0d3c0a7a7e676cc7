/**
 * The first sheet of a workbook (XLSX) that is not hidden, as rows of words. Numbers stay as they are written: those
 * of phones and cards are longer than numbers can be. Formulas are their last result; nothing in the file is run or
 * fetched.
 *
 * Invariants: what comes in and what goes out is bounded. How long it takes in between, and how much memory the
 * library fills for a cell far out, is not: it runs in a worker that can be ended (`workbook.ts`).
 */
import { strFromU8, strToU8, unzipSync, zipSync, type Unzipped } from 'fflate';
import { readSheet } from 'read-excel-file/universal';

/** Bytes of all XML in it: the list of 2,000 people with thirty columns is a tenth. */
const LARGEST = 24_000_000;
/** Farther down or to the right stands no list of people. */
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 300;
/** All cells together. */
const MOST_LETTERS = 1_000_000;
const CDATA = '<![CDATA[';
const CDATA_END = ']]>';

/** There is more in it than anybody can want to read here. */
export class TooLarge extends Error {
	override name = 'TooLarge';
}

/**
 * Rows in their order, from the first line on, all as long; empty where the sheet is.
 *
 * @throws {TooLarge}; another error where it is no workbook
 */
export async function readWorkbook(bytes: Uint8Array): Promise<string[][]> {
	const files = unpacked(bytes);
	const sheet = firstVisibleSheet(strFromU8(files['xl/workbook.xml'] ?? new Uint8Array()));
	const asWritten = { parseNumber: (written: string) => written };
	const rows = await readSheet(packed(files), sheet, asWritten);
	// Whoever formats a whole column has a million lines that hold nothing: the library leaves them out.
	if (rows.length > MOST_ROWS || (rows[0]?.length ?? 0) > MOST_COLUMNS) throw new TooLarge();
	let letters = 0;
	return rows.map((row) =>
		row.map((cell) => {
			const words = wordsOf(cell);
			letters += words.length;
			if (letters > MOST_LETTERS) throw new TooLarge();
			return words;
		})
	);
}

/**
 * The library's files alone. What the archive says of its sizes is enough to refuse it, also where it lies: the
 * unpacker makes a buffer of the size that is said and writes nothing behind its end.
 */
function unpacked(bytes: Uint8Array): Unzipped {
	let size = 0;
	return unzipSync(bytes, {
		filter: ({ name, size: packed, originalSize }) => {
			if (!/\.xml(?:\.rels)?$/u.test(name)) return false;
			size += Math.max(packed, originalSize);
			if (size > LARGEST) throw new TooLarge();
			return true;
		}
	});
}

/**
 * The archive again, not compressed, so that the library starts no worker for each of them: pages forbid scripts that
 * are made of text, and it would wait for ever.
 */
function packed(files: Unzipped): ArrayBuffer {
	const plain = Object.entries(files).map(([name, file]) => [name, withoutCdata(file)] as const);
	const { buffer, byteOffset, byteLength } = zipSync(Object.fromEntries(plain), { level: 0 });
	return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** What stands in CDATA as other words stand there: the library would leave it out and say nothing. */
function withoutCdata(file: Uint8Array): Uint8Array {
	const xml = strFromU8(file);
	let plain = '';
	let at = 0;
	for (;;) {
		const start = xml.indexOf(CDATA, at);
		const end = start < 0 ? -1 : xml.indexOf(CDATA_END, start);
		if (end < 0) return at === 0 ? file : strToU8(plain + xml.slice(at));
		const words = xml.slice(start + CDATA.length, end);
		plain += xml.slice(at, start) + words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
		at = end + CDATA_END.length;
	}
}

/** Its number, from 1: many hide their lists of choices, which the library would read. */
function firstVisibleSheet(workbook: string): number {
	const sheets = workbook.match(/<(?:\w+:)?sheet\s[^<>]*>/gu) ?? [];
	return (
		Math.max(
			0,
			sheets.findIndex((sheet) => !/\sstate=["'](?:veryH|h)idden/u.test(sheet))
		) + 1
	);
}

/** As it stands in the cell; a day as lists have it. */
function wordsOf(cell: unknown): string {
	if (cell === null) return '';
	if (!(cell instanceof Date)) return String(cell);
	return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().split('T')[0]!;
}

/**
 * A file with a roll as the text that would have been pasted: CSV in whatever encoding office programs write, and
 * workbooks. Read in the browser; the file itself is sent nowhere.
 */

import { readWorkbookInWorker } from '#lib/ui/workbook/workbook.ts';
import { MOST_PASTED } from '../pasted-rows.ts';

/** A list of 2,000 people has a tenth of it. */
const LARGEST = 5_000_000;

export type SheetFile = { text: string } | { fault: 'too-large' | 'unreadable' };

/** The first sheet of a workbook with its cells parted by tabs, or the words of a text file. */
export async function readSheetFile(file: File): Promise<SheetFile> {
	if (file.size > LARGEST) return { fault: 'too-large' };
	const bytes = new Uint8Array(await file.arrayBuffer());
	try {
		// Every workbook is a ZIP file, whatever it is called.
		if (bytes[0] === 0x50 && bytes[1] === 0x4b) return await workbookText(bytes);
		// The format of before 2007, which nobody should have to open.
		if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return { fault: 'unreadable' };
		return fitting(decode(bytes));
	} catch {
		return { fault: 'unreadable' };
	}
}

/** Reads the file that a form was given last: of one that was replaced meanwhile, or written over, nothing comes. */
export class LatestSheet {
	#latest: File | null = null;

	/** Null: it is no longer wanted. */
	async read(file: File): Promise<SheetFile | null> {
		this.#latest = file;
		const read = await readSheetFile(file);
		return this.#latest === file ? read : null;
	}

	/** Nobody waits for it any more. */
	leave(): void {
		this.#latest = null;
	}
}

/** What nobody could read as a list is not written into a page either. */
function fitting(text: string): SheetFile {
	return text.length > MOST_PASTED ? { fault: 'too-large' } : { text };
}

async function workbookText(bytes: Uint8Array): Promise<SheetFile> {
	const read = await readWorkbookInWorker(bytes);
	if ('fault' in read) return read;
	const lines = read.rows.map((row) =>
		row.map((cell) => cell.replace(/[\t\r\n]+/gu, ' ')).join('\t')
	);
	return fitting(lines.join('\n'));
}

/** By its mark, else UTF-8, else what Chinese office programs write. */
function decode(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
	}
}

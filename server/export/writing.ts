/** The small pieces a paper is written with: names, phrases, lists, headings with their numbers. */
import { formatList } from '#lib/i18n/list.ts';
import { aboutPerson } from '#lib/i18n/seat-name.ts';
import type { Inline } from '#lib/meeting/minutes/minutes.ts';
import type { SeatId } from '#lib/meeting/names.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { recordWords, type RecordWords } from '#lib/i18n/record-words.ts';
import type { Block, Phrase } from './paper.ts';
import type { ExportSource } from './source.ts';

/** Everything a part of the paper needs to write itself. */
export interface Pen extends RecordWords {
	source: ExportSource;
	/** Several names in a row. */
	names(seats: readonly SeatId[]): string;
	/** 3号楼 独居老人代表, as far as this reader may know; empty where nothing is known. */
	about(seat: SeatId): string;
}

/** A pen in the language now asked for. */
export function penFor(source: ExportSource): Pen {
	const words = recordWords(() => source);
	return {
		...words,
		source,
		names: (seats) => formatList(seats.map((seat) => words.name(seat))),
		about(seat) {
			return aboutPerson(words.person(seat)).join(' ');
		}
	};
}

/** Words of the minutes as runs. */
export function phraseOf(words: readonly Inline[], pen: Pen): Phrase {
	return words.map((one) =>
		'seat' in one
			? { text: pen.name(one.seat), bold: true }
			: { text: one.text, ...(one.bold ? { bold: true } : {}) }
	);
}

export function text(as: Extract<Block, { is: 'text' }>['as'], ...words: Phrase): Block {
	return { is: 'text', as, words };
}

export function list(items: readonly Phrase[], ordered = true): Block[] {
	return items.length > 0 ? [{ is: 'list', ordered, items }] : [];
}

/** 一、二、三 … as official papers number their parts; 1., 2. in English. */
export function numbered(parts: readonly { title: string; blocks: readonly Block[] }[]): Block[] {
	return parts
		.filter(({ blocks }) => blocks.length > 0)
		.flatMap(({ title, blocks }, index) => {
			const number = getLocale() === 'en' ? `${index + 1}. ` : `${CHINESE[index]!}、`;
			return [{ is: 'heading', level: 1, text: number + title } as const, ...blocks];
		});
}

const CHINESE = [...'一二三四五六七八九十', ...[...'一二三四五六七八九'].map((n) => `十${n}`)];

/** （一） under 一、; (a) in English. */
export function second(index: number, title: string): Block {
	const chinese = CHINESE[index];
	const number = getLocale() === 'en' ? `(${index + 1}) ` : `（${chinese ?? String(index + 1)}）`;
	return { is: 'heading', level: 2, text: number + title };
}

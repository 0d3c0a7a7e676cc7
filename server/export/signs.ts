/**
 * From text to signs: what a font draws as one and no line break parts. The PDF and the pictures in the
 * Word document are drawn from the same signs, so that both show the same for 👍, a family or a name in
 * Uyghur.
 *
 * Invariants: no sign is left out and none leaves a hole. A cluster that no font has whole is drawn in
 * parts; a character that no font has is shown by its number, 〔U+1F44D〕. Joiners and selectors take no
 * room of their own. Words of scripts whose letters join are shaped as words; those written from right to
 * left stand in that order within their line.
 */
import { normalized } from '#lib/meeting/words.ts';
import type { Face, Fonts, Look } from './fonts.ts';

export interface Sign {
	char: string;
	face: Face;
	/** In ems. */
	width: number;
	/** Several code points that the font shapes together, or a letter whose form it chooses. */
	shaped: boolean;
	/** Belongs to a script written from right to left. */
	rtl: boolean;
}

/** Scripts whose letters join, or that run from right to left: a word is one sign. */
const JOINED =
	/^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Phags_Pa}\p{Script=Hebrew}\p{Script=Thaana}]/u;
const RTL =
	/^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Hebrew}\p{Script=Thaana}]/u;
/** Joins a Mongolian ending to its word. */
const NARROW_SPACE = '\u202F';
/** Choose a form that our fonts have once; a joiner matters only between what a font joins. */
const SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;
const UNSEEN = /^\p{Default_Ignorable_Code_Point}$/u;
const SKIN = /[\u{1F3FB}-\u{1F3FF}]/gu;

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Clusters, and words of joined scripts, in the order in which they were typed. */
function partsOf(text: string): string[] {
	const parts: string[] = [];
	for (const { segment } of segmenter.segment(normalized(text.replace(SELECTORS, ''), 'NFC'))) {
		const before = parts.at(-1);
		const joins = before !== undefined && JOINED.test(before);
		if (joins && (JOINED.test(segment) || segment === NARROW_SPACE))
			parts[parts.length - 1] += segment;
		else parts.push(segment === '\r\n' ? '\n' : segment);
	}
	return parts.map((part) => (JOINED.test(part) ? part : withoutEnd(part)));
}

/** Without joiners that join nothing. */
function withoutEnd(part: string): string {
	let end = part.length;
	while (end > 1 && /[\u200C\u200D]/u.test(part[end - 1]!)) end -= 1;
	return part.slice(0, end);
}

/** Signs of a text, each part looked up once. */
export class Signs {
	readonly #fonts: Fonts;
	readonly #known = new Map<Look, Map<string, Sign[]>>();

	constructor(fonts: Fonts) {
		this.#fonts = fonts;
	}

	of(text: string, look: Look): Sign[] {
		return partsOf(text).flatMap((part) => this.#part(part, look));
	}

	#part(part: string, look: Look): Sign[] {
		let known = this.#known.get(look);
		if (!known) this.#known.set(look, (known = new Map()));
		let signs = known.get(part);
		if (!signs) known.set(part, (signs = this.#made(part, look)));
		return signs;
	}

	#made(part: string, look: Look): Sign[] {
		const codes = [...part];
		const one = codes.length === 1 && !JOINED.test(part);
		if (part === '\n') return [sign(part, this.#fonts.main(look), 0)];
		if (UNSEEN.test(part)) return [];
		const face = this.#fonts.faceFor(look, part);
		if (one && face) return [sign(part, face, advanceOf(face, part))];
		if (one) return this.#number(part, look);
		if (face) {
			// A hand whose colour the font has not is a hand.
			const { glyphs } = face.font.layout(part);
			const plain = part.replace(SKIN, '');
			const words = plain !== '' && plain !== part && glyphs.length > 1 ? plain : part;
			const { advanceWidth } = face.font.layout(words);
			const width = advanceWidth / face.font.unitsPerEm;
			return [{ char: words, face, width, shaped: true, rtl: RTL.test(part) }];
		}
		// The parts of a cluster, each as it can be shown.
		return codes.flatMap((code) => this.#loose(code, look));
	}

	#loose(code: string, look: Look): Sign[] {
		if (UNSEEN.test(code)) return [];
		const face = this.#fonts.faceFor(look, code);
		if (!face) return this.#number(code, look);
		// By itself, also where it follows others: a file's reader must not turn it round again.
		const rtl = RTL.test(code);
		return [{ ...sign(code, face, advanceOf(face, code)), shaped: rtl, rtl }];
	}

	/** No font has it: its number says what stands there. */
	#number(code: string, look: Look): Sign[] {
		const words = `〔U+${code.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}〕`;
		return [...words].flatMap((char) => {
			const face = this.#fonts.faceFor(look, char) ?? this.#fonts.main(look);
			return [sign(char, face, advanceOf(face, char))];
		});
	}
}

function sign(char: string, face: Face, width: number): Sign {
	return { char, face, width, shaped: false, rtl: false };
}

function advanceOf({ font }: Face, char: string): number {
	return font.glyphForCodePoint(char.codePointAt(0)!).advanceWidth / font.unitsPerEm;
}

/** It goes the other way, or has no way of its own and stands between such: a space, a comma. */
function turns({ rtl, char }: { char: string; rtl?: boolean }): boolean {
	return rtl === true || !/[\p{L}\p{N}]/u.test(char);
}

/**
 * A line in the order in which it is drawn: what runs from right to left is turned round, with spaces and
 * marks between its words (UAX 9 for a line that runs from left to right, as far as names need it).
 */
export function inOrder<S extends { char: string; rtl?: boolean }>(line: readonly S[]): S[] {
	const drawn: S[] = [];
	for (let from = 0; from < line.length;) {
		let to = from;
		if (line[from]!.rtl)
			for (let at = from; at < line.length && turns(line[at]!); at += 1) if (line[at]!.rtl) to = at;
		drawn.push(...line.slice(from, to + 1).reverse());
		from = to + 1;
	}
	return drawn;
}

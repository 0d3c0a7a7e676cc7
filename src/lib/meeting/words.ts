/**
 * What people type, before it is counted, compared or stored.
 *
 * Invariants: nothing that leaves here holds a lone surrogate, a control character or a character
 * that turns the reading direction of its surroundings; what looks empty is empty.
 */

/** A surrogate without its partner; with `u`, a pair is one code point and never matches. */
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;
const LINE_BREAK = /\r\n?|[\u2028\u2029\u0085\v\f]/gu;
/** Controls except the line break, bidi marks and overrides, BOM, zero-width space, non-characters. */
const HARMFUL =
	/(?!\n)\p{Cc}|[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFF9-\uFFFB]|\p{Noncharacter_Code_Point}/gu;
/** Something that leaves ink: neither space nor a character that fonts draw as nothing. */
const VISIBLE = /[^\s\u2800\p{Default_Ignorable_Code_Point}]/u;

/** More code units than this per grapheme is a pile of combining marks, not writing. */
const UNITS_PER_GRAPHEME = 16;

/**
 * A text of several lines made harmless: NFC, one kind of line break, tabs as spaces, no control or
 * bidi characters, no space around it. Empty when nothing visible is left; null when it holds a lone
 * surrogate and cannot be stored as UTF-8.
 */
export function clean(text: string): string | null {
	if (LONE_SURROGATE.test(text)) return null;
	const plain = text
		.replace(LINE_BREAK, '\n')
		.replace(/\t/gu, ' ')
		.replace(HARMFUL, '')
		.normalize('NFC')
		.trim();
	return VISIBLE.test(plain) ? plain : '';
}

/** The same for a name or a title: one line, runs of white space as one space. */
export function cleanLine(text: string): string | null {
	return clean(text)?.replace(/\s+/gu, ' ') ?? null;
}

/** What a person counts as characters; code points where the browser cannot tell. */
export function graphemes(text: string): number {
	return segments(text).length;
}

function segments(text: string): string[] {
	if (typeof Intl === 'object' && 'Segmenter' in Intl) {
		const parts = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
		return Array.from(parts, ({ segment }) => segment);
	}
	return [...(text as string)];
}

/** True when a text has more than `max` graphemes, or is far too heavy for that many. */
export function isLonger(text: string, max: number): boolean {
	if (text.length <= max) return false;
	return text.length > max * UNITS_PER_GRAPHEME || graphemes(text) > max;
}

/** A name as compared with another: no spaces, no case, full-width letters as plain ones. */
export function sameKey(...parts: string[]): string {
	return parts
		.map((part) =>
			part
				.normalize('NFKC')
				.toLowerCase()
				.replace(/[\s·•・]+/gu, '')
		)
		.join('\u0000');
}

/** A text that is at most `max` graphemes long: the rest is cut off, never in the middle of one. */
export function cutTo(text: string, max: number): string {
	if (!isLonger(text, max)) return text;
	let cut = '';
	let count = 0;
	for (const grapheme of segments(text)) {
		if (count === max || cut.length + grapheme.length > max * UNITS_PER_GRAPHEME) break;
		cut += grapheme;
		count += 1;
	}
	return cut.trim();
}

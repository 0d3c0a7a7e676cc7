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

/** As many marks in a row as the Stream-Safe Text Format allows (UAX #15, 13). */
const STREAM_SAFE = 30;
/** As many, and more behind them; the half-width voicing marks are letters that become marks in NFKC. */
const PILED_MARKS = /(?:(?!\u034F)[\p{M}\uFF9E\uFF9F]){30}(?=(?!\u034F)[\p{M}\uFF9E\uFF9F])/gu;

/** More code units than this per grapheme is a pile of combining marks, not writing. */
const UNITS_PER_GRAPHEME = 16;

/**
 * Unicode's normal form, and the only way to it: putting n marks of one letter in order takes n² steps,
 * half a second for ten thousand. A pile is parted first by what Unicode has for that, which draws
 * nothing; no language piles up thirty.
 */
export function normalized(text: string, form: 'NFC' | 'NFKC'): string {
	// A roll of two thousand is normalised name by name, several times over: nothing as short holds a pile.
	const stacked = text.length > STREAM_SAFE ? text.replace(PILED_MARKS, '$&\u034F') : text;
	return stacked.normalize(form);
}

/**
 * A text of several lines made harmless: NFC, one kind of line break, tabs as spaces, no control or
 * bidi characters, no space around it. Empty when nothing visible is left; null when it holds a lone
 * surrogate and cannot be stored as UTF-8.
 */
export function clean(text: string): string | null {
	if (LONE_SURROGATE.test(text)) return null;
	const all = plainBreaks(text).replace(/\t/gu, ' ').replace(HARMFUL, '');
	const plain = normalized(all, 'NFC').trim();
	return VISIBLE.test(plain) ? plain : '';
}

/** The same for a name or a title: one line, runs of white space as one space. */
export function cleanLine(text: string): string | null {
	return clean(text)?.replace(/\s+/gu, ' ') ?? null;
}

/** Longer than any limit of ours: there nobody needs the exact number any more. */
const COUNTED_UNITS = 100_000;

/** What a person counts as characters; code points where the browser cannot tell. */
export function graphemes(text: string): number {
	let count = Math.max(0, text.length - COUNTED_UNITS);
	for (const cluster of clusters(beginning(text, COUNTED_UNITS))) if (cluster !== '') count += 1;
	return count;
}

const segmenter =
	typeof Intl === 'object' && 'Segmenter' in Intl
		? new Intl.Segmenter(undefined, { granularity: 'grapheme' })
		: null;

/** One after the other, so that who needs few pays for few. */
function* clusters(text: string): Generator<string, void, void> {
	if (!segmenter) return yield* text;
	for (const { segment } of segmenter.segment(text)) yield segment;
}

/** At most so many code units from the beginning, never half of a pair. Costs nothing, however long. */
function beginning(text: string, units: number): string {
	if (text.length <= units) return text;
	const lead = /[\uD800-\uDBFF]/.test(text.charAt(units - 1));
	return text.slice(0, lead ? units - 1 : units);
}

/** True when a text has more than `max` graphemes, or is far too heavy for that many. */
export function isLonger(text: string, max: number): boolean {
	if (text.length <= max) return false;
	if (text.length > max * UNITS_PER_GRAPHEME) return true;
	let left = max;
	for (const cluster of clusters(text)) {
		if (left === 0 && cluster !== '') return true;
		left -= 1;
	}
	return false;
}

/** A name as compared with another: no spaces, no case, full-width letters as plain ones, nothing that draws nothing. */
export function sameKey(...parts: string[]): string {
	return parts
		.map((part) =>
			normalized(part, 'NFKC')
				.toLowerCase()
				.replace(/[\s·•・\p{Default_Ignorable_Code_Point}]+/gu, '')
		)
		.join('\u0000');
}

/**
 * A text that is at most `max` graphemes long (and at most `bytes` in UTF-8): the rest is cut off, never
 * in the middle of one. The one way to cut what people typed; tests/typed-text.test.ts forbids others. Of
 * a single pile of combining marks the beginning stays.
 */
export function cutTo(text: string, max: number, bytes = Infinity): string {
	if (text.length <= max && text.length * 3 <= bytes) return text;
	const near = beginning(text, max * UNITS_PER_GRAPHEME);
	let cut = '';
	let count = 0;
	let weight = 0;
	for (const cluster of clusters(near)) {
		weight += bytes === Infinity ? 0 : utf8.encode(cluster).length;
		// The last one may itself be cut by `beginning`.
		const torn = near.length < text.length && cut.length + cluster.length === near.length;
		if (count === max || weight > bytes || torn) break;
		cut += cluster;
		count += 1;
	}
	if (cut.length === text.length) return text;
	return cut === '' && max > 0
		? beginning(text, Math.min(UNITS_PER_GRAPHEME, bytes / 3))
		: cut.trim();
}

const utf8 = new TextEncoder();

/** The same with … where something was cut off, within `max` graphemes together. */
export function shortened(text: string, max: number): string {
	return isLonger(text, max) ? `${cutTo(text, max - 1)}…` : text;
}

/** The first sign of a name: 欧 of 欧阳, 𠮷 whole, a letter with its marks. */
export function firstSign(text: string): string {
	return cutTo(text, 1);
}

/**
 * What stands in a form, as far as any field of ours reads it: `units` is far above every limit in
 * graphemes, so that what is too long meets a sentence. Never half of a pair.
 */
export function fieldText(value: unknown, units = 1000): string {
	return typeof value === 'string' ? beginning(value, units) : '';
}

/** One kind of line break: what Windows, old Macs, word processors and Unicode end lines with. */
export function plainBreaks(text: string): string {
	return text.replace(LINE_BREAK, '\n');
}

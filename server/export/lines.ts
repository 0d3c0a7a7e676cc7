/**
 * Breaks Chinese text with Latin words in it into lines. Pure.
 *
 * Invariants (避头尾): no line begins with a closing mark, a comma or a full stop, none ends with an
 * opening mark; words, numbers with what they count, and the day of a date stay whole unless they are longer than a line.
 */

/** One character with its width. */
export interface Glyph {
	char: string;
	width: number;
}

const NO_START = new Set(
	'，。、；：？！）》〉」』】〕］｝”’…—～·％‰℃°,.;:?!)]}%ー〗＞﹚﹜' // what closes or goes on
);
const NO_END = new Set('（《〈「『【〔［｛“‘([{〖＜￥＄¥$#＃№');
const SPACE = /\s/u;
/** Letters, digits and marks that belong to a word written without spaces around. */
const WORD =
	/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Mongolian}\p{Nd}\-_'./@&+:%,]/u;

const DIGIT = /\p{Nd}/u;
/** What a number counts, without a space between: 2026年, 12月, 第1条. */
const COUNTED = new Set('年月日号號条條人张張票户戶元%');

/** True when a line may end between these two. */
export function mayBreak(before: string, after: string): boolean {
	if (SPACE.test(after)) return false;
	if (SPACE.test(before)) return true;
	if (NO_START.has(after) || NO_END.has(before)) return false;
	if (DIGIT.test(before) && COUNTED.has(after)) return false;
	// A date is read as year and day: 2026年 | 12月11日.
	if (before === '月' && DIGIT.test(after)) return false;
	return !(WORD.test(before) && WORD.test(after));
}

/** Lines of at most `width`, the first and each that was typed shorter by `indent`. Spaces at their ends are left out. */
export function breakLines<G extends Glyph>(
	glyphs: readonly G[],
	width: number,
	indent = 0
): { glyphs: G[]; width: number; last: boolean }[] {
	const lines: { glyphs: G[]; width: number; last: boolean }[] = [];
	let from = 0;
	while (from < glyphs.length || lines.length === 0) {
		const room = width - (lines.at(-1)?.last === false ? 0 : indent);
		const to = endOf(glyphs, from, room);
		const forced = glyphs[to]?.char === '\n';
		const line = trimmed(glyphs.slice(from, to));
		const last = forced || to >= glyphs.length;
		lines.push({ glyphs: line, width: line.reduce((sum, one) => sum + one.width, 0), last });
		from = forced ? to + 1 : to;
		while (!forced && from < glyphs.length && glyphs[from]!.char === ' ') from += 1;
		if (forced && from === glyphs.length) break;
	}
	return lines;
}

/** Where the line that begins at `from` ends. */
function endOf(glyphs: readonly Glyph[], from: number, room: number): number {
	let used = 0;
	let good = -1;
	for (let at = from; at < glyphs.length; at += 1) {
		const { char, width } = glyphs[at]!;
		if (char === '\n') return at;
		if (at > from && mayBreak(glyphs[at - 1]!.char, char)) good = at;
		used += width;
		// A space may stand outside: it is not seen. A hair of rounding does not break a line.
		if (used > room + 0.01 && char !== ' ') return good > from ? good : Math.max(at, from + 1);
	}
	return glyphs.length;
}

function trimmed<G extends Glyph>(line: G[]): G[] {
	let end = line.length;
	while (end > 0 && line[end - 1]!.char === ' ') end -= 1;
	return line.slice(0, end);
}

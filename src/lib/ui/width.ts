/**
 * How wide words are, before anything is drawn: on a screen that nobody can scroll the size of a name
 * or a matter follows from its length. Pure.
 */

/** Han, kana, hangul and full-width signs: as wide as they are high. */
const WIDE =
	/[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
/** Of an em, for letters and digits in a serif or a sans: a little more than the average. */
const NARROW = 0.58;

/** Width in ems of the font, about. */
export function widthOf(text: string): number {
	let width = 0;
	for (const sign of text)
		width += WIDE.test(sign) || (sign.codePointAt(0) ?? 0) > 0xffff ? 1 : NARROW;
	return width;
}

/**
 * The size at which `text` takes at most `lines` lines of `room`, all in one unit: as large as that
 * allows, never over `largest` and never under `smallest`.
 */
export function sizeFor(
	text: string,
	{
		room,
		lines = 1,
		largest,
		smallest
	}: { room: number; lines?: number; largest: number; smallest: number }
): number {
	// A line rarely fills to its end, so several lines hold a little less than their sum.
	const usable = lines === 1 ? room : room * lines * 0.88;
	const size = usable / Math.max(1, widthOf(text));
	return Math.round(Math.min(largest, Math.max(smallest, size)) * 100) / 100;
}

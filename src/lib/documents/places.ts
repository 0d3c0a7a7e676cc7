/**
 * Places in an order that many people change at once: a short string per item, and always room for
 * another between two. Moving one item never touches the others, so nothing is lost when two people
 * move things at the same time.
 *
 * Invariants: plain comparison of strings is the order; a place never ends in the lowest digit, so that
 * there is always room before it.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LOWEST = DIGITS[0]!;
const MIDDLE = Math.floor(DIGITS.length / 2);
/** A longer place than this says that the whole row should be spread anew. */
export const LONGEST_PLACE = 32;

/** True for a string that can be a place. */
export function isPlace(value: unknown): value is string {
	return typeof value === 'string' && /^[0-9A-Za-z]{1,64}$/.test(value) && !value.endsWith(LOWEST);
}

/** Comes before or after: negative, 0, positive. The same everywhere, whatever the language. */
export function comparePlaces(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** A place after `before` (null: from the start) and before `after` (null: to the end); `before < after`. */
export function placeBetween(before: string | null, after: string | null): string {
	if (after === null) return placeAfter(before ?? '');
	const low = before ?? '';
	let same = 0;
	while (same < after.length && (low[same] ?? LOWEST) === after[same]) same += 1;
	const head = after.slice(0, same);
	const from = same < low.length ? DIGITS.indexOf(low[same]!) : 0;
	const to = DIGITS.indexOf(after[same]!);
	if (to - from > 1) return head + DIGITS[from + Math.ceil((to - from) / 2)]!;
	// Neighbouring digits: the low one, and then anything above the rest of it.
	return head + DIGITS[from]! + placeAfter(low.slice(same + 1));
}

/** So many places in order, evenly spread. */
export function spreadPlaces(count: number): string[] {
	const width = count < DIGITS.length - 1 ? 1 : 2;
	const step = DIGITS.length ** width / (count + 1);
	return Array.from({ length: count }, (_, n) => {
		const at = Math.floor((n + 1) * step);
		const place =
			width === 1
				? DIGITS[at]!
				: DIGITS[Math.floor(at / DIGITS.length)]! + DIGITS[at % DIGITS.length]!;
		return place.endsWith(LOWEST) ? place + DIGITS[MIDDLE]! : place;
	});
}

/** The next place at the end: it stays short, because rows grow at their end. */
function placeAfter(low: string): string {
	for (let at = 0; at < low.length; at++) {
		const digit = DIGITS.indexOf(low[at]!);
		if (digit < DIGITS.length - 1) return low.slice(0, at) + DIGITS[digit + 1]!;
	}
	return low + DIGITS[MIDDLE]!;
}

/** What changed between two texts, as one stretch. */

/** The one stretch in which two texts differ, never splitting a character; null when they are the same. */
export function difference(
	before: string,
	after: string
): { start: number; removed: number; added: string } | null {
	if (before === after) return null;
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before[start] === after[start]) start += 1;
	let end = 0;
	while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end])
		end += 1;
	if (start > 0 && isLead(before[start - 1])) start -= 1;
	if (end > 0 && isTail(before[before.length - end])) end -= 1;
	return {
		start,
		removed: before.length - start - end,
		added: after.slice(start, after.length - end)
	};
}

const isLead = (unit: string | undefined) => /[\uD800-\uDBFF]/.test(unit ?? '');
const isTail = (unit: string | undefined) => /[\uDC00-\uDFFF]/.test(unit ?? '');

/**
 * What became of a list from one state to the next: states share what did not change, so that it is found by
 * identity, without looking into anything.
 */

/** The stretch in which two lists do not hold the same objects: what stood there, then what stands there. */
export function changedIn<T>(was: readonly T[], is: readonly T[]): T[] {
	if (was === is) return [];
	const shorter = Math.min(was.length, is.length);
	let start = 0;
	while (start < shorter && was[start] === is[start]) start += 1;
	let end = 0;
	while (end < shorter - start && was.at(-1 - end) === is.at(-1 - end)) end += 1;
	return [...was.slice(start, was.length - end), ...is.slice(start, is.length - end)];
}

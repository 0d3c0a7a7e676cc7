/** What the times of the phones come to. Pure. */

interface Tried {
	openMs: number;
	thereAndBackMs: number;
}

/** Slower than this a press seems to do nothing, ms; and a page seems not to come. */
const SLOW_BACK = 1000;
const SLOW_OPEN = 5000;

/** The times of the phone in the middle, and how many are too slow for the meeting; null: none has tried. */
export function speedOf(
	phones: readonly Tried[]
): { openMs: number; backMs: number; slow: number } | null {
	if (phones.length === 0) return null;
	return {
		openMs: middle(phones.map(({ openMs }) => openMs)),
		backMs: middle(phones.map(({ thereAndBackMs }) => thereAndBackMs)),
		slow: phones.filter(
			({ openMs, thereAndBackMs }) => openMs > SLOW_OPEN || thereAndBackMs > SLOW_BACK
		).length
	};
}

function middle(times: readonly number[]): number {
	return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

/** One page drawn in a turn of the event loop, so that phones are answered between forty that come at once. */
let last: Promise<void> = Promise.resolve();

/** Waits for a turn of one's own; at once when nobody else has just had one. */
export function drawTurn(): Promise<void> {
	const mine = last;
	last = mine.then(() => new Promise((resolve) => setImmediate(resolve)));
	return mine;
}

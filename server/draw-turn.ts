/** One page drawn in a turn of the event loop, so that phones are answered between forty that come at once. */
let last: Promise<void> = Promise.resolve();

/** Waits for a turn of one's own; at once when nobody else has just had one. */
export function drawTurn(): Promise<void> {
	const mine = last;
	last = mine.then(() => new Promise((resolve) => setImmediate(resolve)));
	return mine;
}

/** Routes whose pages hold a whole meeting: of two thousand seats one takes a tenth of a second. */
const WHOLE_MEETING = /^\/(m|hall|\(public\)\/r|\(app\)\/meetings)\/\[code\]/;

/**
 * True for what waits for a turn. Everything else goes past: what somebody sends, small pages, and whoever
 * asks whether the server is well.
 */
export function drawsMeeting({
	request,
	route
}: {
	request: { method: string };
	route: { id: string | null };
}): boolean {
	return request.method === 'GET' && WHOLE_MEETING.test(route.id ?? '');
}

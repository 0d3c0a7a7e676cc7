/**
 * One page drawn in a turn of the event loop, so that phones are answered between forty that come at once.
 * Pages of a whole meeting wait in a lane of their own: a small page never stands behind them.
 */
type Lane = 'meeting' | 'small';
type Asked = { request: { method: string }; route: { id: string | null } };

/** Routes whose pages hold a whole meeting: of two thousand seats one takes a tenth of a second. */
const WHOLE_MEETING = /^\/(m|hall|\(public\)\/r|\(app\)\/meetings)\/\[code\]/;

const last: Record<Lane, Promise<void>> = { meeting: Promise.resolve(), small: Promise.resolve() };

/** Waits for a turn of one's own in the lane; at once when nobody there has just had one. */
export function drawTurn(lane: Lane): Promise<void> {
	const mine = last[lane];
	last[lane] = mine.then(() => new Promise((resolve) => setImmediate(resolve)));
	return mine;
}

/** Where a request waits; null: whoever asks whether the server is well waits for nobody. */
export function laneOf({ request, route }: Asked): Lane | null {
	if (route.id === '/health') return null;
	return request.method === 'GET' && WHOLE_MEETING.test(route.id ?? '') ? 'meeting' : 'small';
}

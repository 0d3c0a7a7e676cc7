/**
 * One page drawn in a turn of the event loop, so that phones are answered between forty that come at once.
 * Pages of a whole meeting wait in a lane of their own: a small page never stands behind them.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

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

/** So long the loop has had little to do before it is called quiet, ms; and how much is little, of one. */
const QUIET_MS = 15;
const LITTLE = 0.25;

/**
 * Waits until the loop has been quiet for a moment: for work that nobody waits for, such as making ready what
 * nobody has asked for yet. After a crash a thousand phones come back in the second in which a server is new.
 */
export async function quietTurn(): Promise<void> {
	for (;;) {
		const before = performance.eventLoopUtilization();
		await pause(QUIET_MS, undefined, { ref: false });
		if (performance.eventLoopUtilization(before).utilization < LITTLE) return;
	}
}

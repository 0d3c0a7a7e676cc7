import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HallKey } from './hall-key.svelte.ts';

let answers: (() => Response)[] = [];
let key: HallKey;
let stop = () => {};
const told = (name: string | null) => () => Response.json({ key: name, forMs: 60_000 });
const gone = () => new Response('', { status: 404 });
/** The connection is lost in the middle of an answer. */
const cut = () => new Response('{"key":"ab', { status: 200 });
const lost = () => {
	throw new TypeError('no network');
};

beforeEach(() => {
	vi.useFakeTimers();
	// No screen looks on here: what would tell it is the value itself.
	vi.stubGlobal('$state', <T>(value: T) => value);
	vi.stubGlobal('fetch', async () => (answers.shift() ?? lost)());
	key = new HallKey();
});
afterEach(() => {
	stop();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

/** The keys that stand on the wall: at once, and after each of these waits (ms). */
async function shown(fetched: (() => Response)[], waits: number[]): Promise<(string | null)[]> {
	answers = fetched;
	stop = key.keep('address');
	const keys: (string | null)[] = [];
	for (const wait of [0, ...waits]) {
		await vi.advanceTimersByTimeAsync(wait);
		keys.push(key.now);
	}
	return keys;
}

it('[S29] a hall screen shows the key of each minute, and none while nobody signs in', async () => {
	const fetched = [told('one'), told('two'), told(null)];
	expect(await shown(fetched, [61_000, 61_000])).toEqual(['one', 'two', null]);
});

it('[S29] goes on after an answer that was cut off, with the key it has while that is good', async () => {
	const fetched = [told('one'), cut, lost, told('two')];
	expect(await shown(fetched, [61_000, 10_000])).toEqual(['one', 'one', 'two']);
	stop();
	expect(await shown([told('one')], [120_000])).toEqual(['one', null]);
});

it('[S29] a screen that was unpaired shows no key any more', async () => {
	expect(await shown([told('one'), gone, told('two')], [61_000, 61_000])).toEqual([
		'one',
		null,
		null
	]);
});

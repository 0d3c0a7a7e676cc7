import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchBeside } from './beside.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

test('what lies beside a page is asked for again until it comes: offline, cut off, a server that restarts', async () => {
	const answers = [
		() => Promise.reject(new TypeError('offline')),
		() => Promise.resolve(json({ message: 'stopping' }, 503)),
		() => Promise.resolve(new Response('{"cut')),
		() => Promise.resolve(json({ id: 'here' }))
	];
	const get = vi.fn<typeof fetch>(() => answers.shift()!());
	const beside = fetchBeside('/m/x/state.json?of=1', get);
	await vi.runAllTimersAsync();
	expect(await beside).toEqual({ id: 'here' });
	expect(get).toHaveBeenCalledTimes(4);
});

test('where it is not there for this browser the page is loaded again, once', async () => {
	const reload = vi.fn();
	vi.stubGlobal('location', { reload });
	const kept = new Map<string, string>();
	vi.stubGlobal('sessionStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	});
	const get = vi.fn<typeof fetch>(() => Promise.resolve(json({ message: 'unknown-meeting' }, 404)));
	void fetchBeside('/m/x/state.json?of=1', get);
	await vi.advanceTimersByTimeAsync(20_000);
	expect(reload).toHaveBeenCalledTimes(1);
	vi.unstubAllGlobals();
});

test('the tries are seldom where the line stays away', async () => {
	const get = vi.fn<typeof fetch>(() => Promise.reject(new TypeError('offline')));
	void fetchBeside('/m/x/state.json?of=1', get);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(get.mock.calls.length).toBeLessThan(20);
});

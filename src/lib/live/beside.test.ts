import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchBeside, reloadWorked } from './beside.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const missing = () => vi.fn<typeof fetch>(async () => json({ message: 'unknown-meeting' }, 404));

/** A tab of a browser. */
function tab() {
	const location = { pathname: '/m/x', reload: vi.fn() };
	const kept = new Map<string, string>();
	vi.stubGlobal('location', location);
	vi.stubGlobal('sessionStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key)
	});
	return location;
}

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
	const { reload } = tab();
	void fetchBeside('/m/x/state.json?of=1', missing());
	await vi.advanceTimersByTimeAsync(20_000);
	expect(reload).toHaveBeenCalledTimes(1);
});

test('it reloads again after it has once worked', async () => {
	const { reload } = tab();
	void fetchBeside('/m/x/state.json?of=1', missing());
	await vi.advanceTimersByTimeAsync(20_000);
	reloadWorked();
	await vi.advanceTimersByTimeAsync(20_000);
	expect(reload).toHaveBeenCalledTimes(2);
});

test('who has left the page waits no longer for what lies beside it, and is never reloaded for it', async () => {
	const location = tab();
	const get = vi.fn<typeof fetch>(() => Promise.reject(new TypeError('offline')));
	const ended = expect(fetchBeside('/m/x/state.json?of=1', get)).rejects.toThrow('left');
	await vi.advanceTimersByTimeAsync(1000);
	location.pathname = '/';
	const tries = get.mock.calls.length;
	await vi.advanceTimersByTimeAsync(20_000);
	await ended;
	expect(get).toHaveBeenCalledTimes(tries);

	location.pathname = '/m/x';
	const gone = missing();
	gone.mockImplementation(async () => {
		location.pathname = '/';
		return json({ message: 'unknown-meeting' }, 404);
	});
	const alone = expect(fetchBeside('/m/x/state.json?of=1', gone)).rejects.toThrow('left');
	await vi.advanceTimersByTimeAsync(20_000);
	await alone;
	expect(location.reload).not.toHaveBeenCalled();
});

test('the tries are seldom where the line stays away', async () => {
	const get = vi.fn<typeof fetch>(() => Promise.reject(new TypeError('offline')));
	void fetchBeside('/m/x/state.json?of=1', get);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(get.mock.calls.length).toBeLessThan(20);
});

import { describe, expect, it, vi } from 'vitest';
import { Ticker, clockFace } from './ticker.ts';

/** A device whose time moves only when the test says so. */
function device(start = 1_000_100) {
	let now = start;
	let due: { at: number; run: () => void } | null = null;
	const ticker = new Ticker({
		now: () => now,
		setTimeout: (run, ms) => (due = { at: now + ms, run }),
		clearTimeout: (timer) => {
			if (timer === due) due = null;
		}
	});
	return {
		ticker,
		sleeps: () => due === null,
		until(time: number) {
			while (due && due.at <= time) {
				now = due.at;
				const { run } = due;
				due = null;
				run();
			}
			now = time;
		}
	};
}

describe('the shared clock', () => {
	it('[product §3] it beats on whole quarter seconds, so that all screens turn together', () => {
		const { ticker, until } = device();
		const seen: number[] = [];
		ticker.watch(() => seen.push(ticker.time));
		until(1_001_000);
		expect(seen).toEqual([1_000_250, 1_000_500, 1_000_750, 1_001_000]);
	});

	it('beats on the server’s quarters when the device’s clock is off', () => {
		const { ticker, until } = device();
		ticker.setOffset(-37);
		const seen: number[] = [];
		ticker.watch(() => seen.push(ticker.time));
		until(1_000_700);
		expect(seen).toEqual([1_000_250, 1_000_500]);
	});

	it('ticks only while someone watches, once for all', () => {
		const { ticker, sleeps, until } = device();
		expect(sleeps()).toBe(true);
		const [a, b] = [vi.fn(), vi.fn()];
		const [stopA, stopB] = [ticker.watch(a), ticker.watch(b)];
		until(1_000_250);
		stopA();
		until(1_000_500);
		expect([a.mock.calls.length, b.mock.calls.length, sleeps()]).toEqual([1, 2, false]);
		stopB();
		expect(sleeps()).toBe(true);
	});

	it('shows a changed offset at once', () => {
		const { ticker } = device(5_000);
		const watcher = vi.fn();
		ticker.watch(watcher);
		ticker.setOffset(60_000);
		expect([watcher.mock.calls.length, ticker.time]).toEqual([1, 65_000]);
	});

	it('goes on beating when a watcher stops itself', () => {
		const { ticker, until } = device();
		const other = vi.fn();
		const stop = ticker.watch(() => stop());
		ticker.watch(other);
		until(1_000_750);
		expect(other).toHaveBeenCalledTimes(3);
	});
});

describe('a countdown’s face', () => {
	it.each([
		[120_000, '2:00'],
		[119_001, '2:00'],
		[119_000, '1:59'],
		[1, '0:01'],
		[0, '0:00'],
		[-999, '0:00'],
		[-1000, '+0:01'],
		[-61_500, '+1:01'],
		[3_600_000, '1:00:00']
	])('%i ms left reads %s', (ms, text) => {
		expect(clockFace(ms).text).toBe(text);
	});
});

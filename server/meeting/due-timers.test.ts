/** What happens by itself, where asking for it breaks off. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '#server/log.ts';
import { DueTimers } from './due-timers.ts';
import type { Room } from './room.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is due and breaks off ends no process, is logged, and is asked for again', async () => {
	const log = createLog('silent');
	const logged = vi.spyOn(log, 'error');
	const submit = vi.fn();
	submit.mockImplementationOnce(() => {
		throw new Error('it breaks off');
	});
	const due = { at: 5000, command: { type: 'mood.close' } };
	const room = { meeting: 'm', due, now: () => Date.now(), submit } as unknown as Room;
	vi.setSystemTime(0);
	const timers = new DueTimers(log, 'first');
	timers.arm(room);
	await vi.advanceTimersByTimeAsync(5000);
	expect([submit.mock.calls.length, logged.mock.lastCall?.[1]]).toEqual([
		1,
		'something due broke off'
	]);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(submit).toHaveBeenCalledTimes(2);
	submit.mockImplementation(() => {
		throw new Error('and again');
	});
	timers.arm(room);
	await vi.advanceTimersByTimeAsync(1);
	timers.stop();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(submit, 'once stopped nothing is').toHaveBeenCalledTimes(3);
});

test('two of a kind that are due at one instant are asked by two names, and each again by its own', async () => {
	const submit = vi.fn<(envelope: { id: string }) => void>();
	const close = (vote: string) => ({ at: 5000, command: { type: 'ballots.close', vote } });
	let due: unknown = close('v1');
	const room = {
		...{ meeting: 'm', now: () => Date.now(), submit },
		get due() {
			return due;
		}
	} as unknown as Room;
	vi.setSystemTime(5000);
	const timers = new DueTimers(createLog('silent'), 'first');
	for (const vote of ['v1', 'v2', 'v1']) {
		due = close(vote);
		timers.arm(room);
		await vi.advanceTimersByTimeAsync(1);
	}
	const [first, second, again] = submit.mock.calls.map(([{ id }]) => id);
	expect(second).not.toBe(first);
	expect(again).toBe(first);
});

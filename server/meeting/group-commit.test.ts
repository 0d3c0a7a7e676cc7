/** When COMMITs come: at once in a quiet time, in company in a storm, at once for documents. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GroupCommitScheduler } from './group-commit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A scheduler whose commits take so many ms, and the moments they came at. */
function scheduler(takes: number) {
	const at: number[] = [];
	const start = performance.now();
	const made: GroupCommitScheduler = new GroupCommitScheduler(async () => {
		at.push(Math.round(performance.now() - start));
		made.commitEnded(takes);
	});
	return { made, at };
}

test('after a quiet time a COMMIT comes at once, the next of rooms waits for company', async () => {
	const { made, at } = scheduler(1);
	made.request('rooms');
	await vi.advanceTimersByTimeAsync(1);
	made.request('rooms');
	made.request('rooms');
	await vi.advanceTimersByTimeAsync(100);
	expect(at).toEqual([0, 20]);
});

test('on a slow disk documents wait twice what a COMMIT takes, and rooms that wait go with them', async () => {
	const { made, at } = scheduler(3);
	for (let n = 0; n < 2; n++) {
		made.request('documents');
		await vi.advanceTimersByTimeAsync(1);
	}
	made.request('rooms');
	made.request('documents');
	await vi.advanceTimersByTimeAsync(100);
	expect(at).toEqual([0, 1, 7]);
});

test('on a fast disk documents wait for nothing, also after one slow write', async () => {
	const committed = [0.3, 9, 0.3];
	const at: number[] = [];
	const start = performance.now();
	const made: GroupCommitScheduler = new GroupCommitScheduler(async () => {
		at.push(Math.round(performance.now() - start));
		made.commitEnded(committed[at.length - 1]!);
	});
	for (let n = 0; n < 3; n++) {
		made.request('documents');
		await vi.advanceTimersByTimeAsync(1);
	}
	expect(at).toEqual([0, 1, 2]);
});

test('the slower the disk, the longer the wait, up to a limit', async () => {
	for (const [takes, next] of [
		[2.3, 23],
		[500, 25]
	] as const) {
		const { made, at } = scheduler(takes);
		made.request('rooms');
		await vi.advanceTimersByTimeAsync(1);
		made.request('rooms');
		await vi.advanceTimersByTimeAsync(100);
		expect(at).toEqual([0, next]);
	}
});

test('asked for many times in one turn it begins once, and the next can be made sooner again', async () => {
	const { made, at } = scheduler(3);
	made.request('rooms');
	await vi.advanceTimersByTimeAsync(10);
	made.request('rooms');
	expect(vi.getTimerCount()).toBe(1);
	for (let n = 0; n < 5; n++) made.request('documents');
	// The one that waited begins now instead; the other four go with it.
	expect(vi.getTimerCount()).toBe(1);
	await vi.advanceTimersByTimeAsync(1);
	made.request('rooms');
	made.request('documents');
	await vi.advanceTimersByTimeAsync(100);
	expect(at).toEqual([0, 10, 16]);
});

test('after one that broke off the next is asked for, also what was asked for while it ran', async () => {
	const begun: number[] = [];
	const made: GroupCommitScheduler = new GroupCommitScheduler(async () => {
		begun.push(begun.length);
		await Promise.resolve();
		if (begun.length === 1) made.request('rooms');
		if (begun.length < 3) throw new Error('broke off');
		made.commitEnded(1);
	});
	made.request('rooms');
	const first = made.running!.catch(String);
	await vi.advanceTimersByTimeAsync(0);
	expect(await first).toBe('Error: broke off');
	const second = made.running!.catch(String);
	await vi.advanceTimersByTimeAsync(1);
	expect(await second).toBe('Error: broke off');
	expect(made.running).toBeNull();
	made.commitNow();
	await made.running;
	expect([begun, made.running]).toEqual([[0, 1, 2], null]);
});

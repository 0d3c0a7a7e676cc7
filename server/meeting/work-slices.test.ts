import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { WorkSlices } from './work-slices.ts';

/** Work of 4 ms each by a clock of its own, and what was done so far. */
function slices() {
	let now = 0;
	const done: number[] = [];
	const work = new WorkSlices(() => now);
	const give = (n: number) =>
		work.run(() => {
			now += 4;
			done.push(n);
		});
	return { done, give };
}

test('what comes alone is done at once', () => {
	const { done, give } = slices();
	give(1);
	expect(done).toEqual([1]);
});

test('of a thousand that come in one turn some are done, and the others in turns that follow, in their order', async () => {
	const { done, give } = slices();
	const all = Array.from({ length: 1000 }, (_, n) => n);
	for (const n of all) give(n);
	expect(done).toEqual([0, 1]);
	await turn();
	expect(done.length).toBeLessThanOrEqual(4);
	while (done.length < 1000) await turn();
	expect(done).toEqual(all);
});

test('what comes while others wait stands behind them, also what a piece of work gives itself', async () => {
	const done: string[] = [];
	let now = 0;
	const work = new WorkSlices(() => now);
	const give = (name: string, more?: () => void) =>
		work.run(() => {
			now += 20;
			done.push(name);
			more?.();
		});
	give('first');
	give('second', () => give('fourth'));
	give('third');
	while (done.length < 4) await turn();
	expect(done).toEqual(['first', 'second', 'third', 'fourth']);
});

test('after a rest the next is done at once again', async () => {
	const { done, give } = slices();
	for (let n = 0; n < 5; n++) give(n);
	while (done.length < 5) await turn();
	await turn();
	give(5);
	expect(done).toEqual([0, 1, 2, 3, 4, 5]);
});

test('who waits for a piece of work is told what came of it, or why it broke off', async () => {
	const work = new WorkSlices(() => 0);
	expect(await work.do(() => 7)).toBe(7);
	const broken = work.do(() => {
		throw new Error('broken');
	});
	await expect(broken).rejects.toThrow('broken');
	expect(await work.do(() => 8)).toBe(8);
});

import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { PrivateViews } from './private-views.ts';

/** Work that takes this long by the clock of the machine. */
function busy(ms: number): void {
	const until = performance.now() + ms;
	while (performance.now() < until);
}

test('one that is told is told at once; many in turns, each once, and none that has gone', async () => {
	const told: number[] = [];
	const views = new PrivateViews<number>(
		(n) => {
			busy(3);
			told.push(n);
		},
		(error) => {
			throw error;
		}
	);
	views.tell(0);
	expect(told).toEqual([0]);
	for (const n of [1, 2, 3, 4, 5, 3, 4]) views.tell(n);
	expect(told.length).toBeLessThan(4);
	views.forget(5);
	while (!told.includes(4)) await turn();
	await turn();
	expect(told).toEqual([0, 1, 2, 3, 4]);
	views.tell(1);
	expect(told.at(-1)).toBe(1);
});

test('one that cannot be told keeps no other from it', async () => {
	const told: string[] = [];
	const failed: unknown[] = [];
	const views = new PrivateViews<string>(
		(name) => {
			if (name === 'broken') throw new Error(name);
			told.push(name);
		},
		(error) => failed.push(error)
	);
	for (const name of ['first', 'broken', 'last']) views.tell(name);
	while (!told.includes('last')) await turn();
	expect(told).toEqual(['first', 'last']);
	expect(failed).toHaveLength(1);
});

/** Pages that are asked for at once are drawn one after another, with the loop free in between. */
import { expect, test } from 'vitest';
import { drawTurn, laneOf, quietTurn } from './draw-turn.ts';

/** In which turn of the loop each of these begins. */
async function turnsOf(pages: readonly (() => Promise<void>)[]): Promise<number[]> {
	let turn = 0;
	let counting = true;
	const count = () => {
		turn += 1;
		if (counting) setImmediate(count);
	};
	setImmediate(count);
	const begun = await Promise.all(pages.map((page) => page().then(() => turn)));
	counting = false;
	return begun;
}

const many = (count: number, page: () => Promise<void>) =>
	Array.from({ length: count }, () => page);

test('[F34] of forty pages at once each begins in a turn of the loop of its own', async () => {
	const begun = await turnsOf(many(40, () => drawTurn('meeting')));
	expect(new Set(begun).size).toBe(40);
	expect(begun).toEqual(begun.toSorted((a, b) => a - b));
});

test('[F34] a small page that comes after forty of a meeting does not wait for them', async () => {
	const begun = await turnsOf([...many(40, () => drawTurn('meeting')), () => drawTurn('small')]);
	expect(begun.at(-1)!).toBeLessThan(begun[3]!);
});

test.each([
	['GET', '/m/[code]/watch', 'meeting'],
	['GET', '/(public)/r/[code]', 'meeting'],
	['GET', '/(app)/meetings/[code]/roll', 'meeting'],
	['GET', '/hall/[code]', 'meeting'],
	['GET', '/(public)/join', 'small'],
	['GET', null, 'small'],
	['POST', '/(public)/r/[code]', 'small'],
	['GET', '/health', null]
])('[F34] %s %s waits in the lane %s', (method, id, lane) => {
	expect(laneOf({ request: { method }, route: { id } })).toBe(lane);
});

test('[F34] what nobody waits for is done when the loop is quiet, not while it works', async () => {
	let working = true;
	const until = performance.now() + 150;
	const work = () => {
		working = performance.now() < until;
		if (working) setImmediate(work);
	};
	work();
	await quietTurn();
	expect(working).toBe(false);
});

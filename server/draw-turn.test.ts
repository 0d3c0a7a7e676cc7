/** Pages that are asked for at once are drawn one after another, with the loop free in between. */
import { expect, test } from 'vitest';
import { drawTurn } from './draw-turn.ts';

test('[F34] of forty pages at once each begins in a turn of the loop of its own', async () => {
	let turn = 0;
	let counting = true;
	const count = () => {
		turn += 1;
		if (counting) setImmediate(count);
	};
	setImmediate(count);
	const begun = await Promise.all(Array.from({ length: 40 }, () => drawTurn().then(() => turn)));
	counting = false;
	expect(new Set(begun).size).toBe(40);
	expect(begun).toEqual(begun.toSorted((a, b) => a - b));
});

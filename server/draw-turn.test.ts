/** Pages that are asked for at once are drawn one after another, with the loop free in between. */
import { expect, test } from 'vitest';
import { drawsMeeting, drawTurn } from './draw-turn.ts';

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

test.each([
	['GET', '/m/[code]/watch', true],
	['GET', '/(public)/r/[code]', true],
	['GET', '/(app)/meetings/[code]/roll', true],
	['GET', '/hall/[code]', true],
	['GET', '/health', false],
	['GET', '/(public)', false],
	['GET', null, false],
	['POST', '/(public)/r/[code]', false],
	['POST', '/(public)/join', false]
])(
	'[F34] %s %s waits for a turn: %s; what is small or sent never stands behind pages',
	(method, id, waits) => {
		expect(drawsMeeting({ request: { method }, route: { id } })).toBe(waits);
	}
);

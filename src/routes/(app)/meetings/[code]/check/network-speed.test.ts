import { expect, test } from 'vitest';
import { speedOf } from './network-speed.ts';

test('the phone in the middle tells the speed, and the slow ones are counted', () => {
	expect(speedOf([])).toBeNull();
	const phones = [
		{ openMs: 900, thereAndBackMs: 20 },
		{ openMs: 7000, thereAndBackMs: 30 },
		{ openMs: 400, thereAndBackMs: 1500 }
	];
	expect(speedOf(phones)).toEqual({ openMs: 900, backMs: 30, slow: 2 });
	expect(speedOf(phones.slice(0, 1))).toEqual({ openMs: 900, backMs: 20, slow: 0 });
});

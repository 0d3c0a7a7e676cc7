import { describe, expect, it } from 'vitest';
import { TwoPress } from './twopress.ts';

describe('[product §3] two presses for what can’t be taken back', () => {
	it('the first asks, the second acts, the third asks again', () => {
		const two = new TwoPress(5000);
		expect([0, 1000, 1500].map((at) => two.press(at, 'close'))).toEqual(['ask', 'act', 'ask']);
	});

	it('a double click is one press', () => {
		const two = new TwoPress(5000);
		expect([0, 180, 399, 400].map((at) => two.press(at, 'close'))).toEqual([
			'ask',
			'ignore',
			'ignore',
			'act'
		]);
	});

	it('after five seconds it asks again', () => {
		const two = new TwoPress(5000);
		expect([0, 5001].map((at) => two.press(at, 'close'))).toEqual(['ask', 'ask']);
	});

	it('it never does another thing than the one it asked about', () => {
		const two = new TwoPress(5000);
		expect(two.press(0, 'stage 6')).toBe('ask');
		expect(two.press(1000, 'stage 7')).toBe('ask');
		expect(two.press(2000, 'stage 7')).toBe('act');
	});

	it('Escape forgets', () => {
		const two = new TwoPress(5000);
		two.press(0, 'close');
		two.forget();
		expect(two.press(1000, 'close')).toBe('ask');
	});
});

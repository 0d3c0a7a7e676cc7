import { describe, expect, it } from 'vitest';
import { PressGuard, REST } from './press-guard.ts';

describe('a button that changes what it does', () => {
	it('sleeps for a moment after each press, whatever it does next', () => {
		const guard = new PressGuard();
		expect(guard.accepts(1000, 'vote')).toBe(true);
		guard.rest(1000);
		expect(guard.accepts(1000 + REST - 1, 'item')).toBe(false);
		expect(guard.accepts(1000 + REST, 'item')).toBe(true);
	});

	it('takes the second press for what the first one asked about', () => {
		const guard = new PressGuard();
		guard.asked(1000, 'vote', 5000);
		expect(guard.accepts(3000, 'vote')).toBe(true);
	});

	it('[T30] the clock closed the vote between two presses: the second does nothing, the third acts', () => {
		const guard = new PressGuard();
		guard.asked(1000, 'vote', 5000);
		expect(guard.accepts(3000, 'item')).toBe(false);
		expect(guard.accepts(3100, 'item')).toBe(true);
	});

	it('a question that was forgotten keeps nothing back', () => {
		const guard = new PressGuard();
		guard.asked(1000, 'vote', 5000);
		expect(guard.accepts(6000, 'item')).toBe(true);
	});
});

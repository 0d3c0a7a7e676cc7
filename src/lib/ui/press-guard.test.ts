import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { guardedPress, PressGuard, REST } from './press-guard.ts';

describe('a button that changes what it does', () => {
	it('[T33] sleeps for a moment after each press, whatever it does next', () => {
		const guard = new PressGuard();
		expect(guard.accepts(1000, 'vote')).toBe(true);
		guard.rest(1000);
		expect(guard.accepts(1000 + REST - 1, 'item')).toBe(false);
		expect(guard.accepts(1000 + REST, 'item')).toBe(true);
	});

	it('[T33] takes the second press for what the first one asked about', () => {
		const guard = new PressGuard();
		guard.asked(1000, 'vote', 5000);
		expect(guard.accepts(3000, 'vote')).toBe(true);
	});

	it('[T33] an answer to a question acts, also soon after another press: it is never dropped in silence', () => {
		const guard = new PressGuard();
		guard.rest(1000);
		guard.asked(1200, 'stage', 5000);
		expect(guard.accepts(1000 + REST - 1, 'stage')).toBe(true);
	});

	it('[T33] the clock closed the vote between two presses: the second does nothing, the third acts', () => {
		const guard = new PressGuard();
		guard.asked(1000, 'vote', 5000);
		expect(guard.accepts(3000, 'item')).toBe(false);
		expect(guard.accepts(3100, 'item')).toBe(true);
	});

	it('[T33] a question that was forgotten keeps nothing back', () => {
		const guard = new PressGuard();
		guard.asked(1000, 'vote', 5000);
		expect(guard.accepts(6000, 'item')).toBe(true);
	});
});

describe('what is done under it', () => {
	beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
	afterEach(() => vi.useRealTimers());

	it('[T33] a trembling press of a switch is one: it does not switch back', async () => {
		let on = false;
		const act = guardedPress(new PressGuard());
		const toggle = () => act('', () => (on = !on));
		await toggle();
		vi.advanceTimersByTime(150);
		await toggle();
		expect(on).toBe(true);
		vi.advanceTimersByTime(REST);
		await toggle();
		expect(on).toBe(false);
	});

	it('[T33] nor does it press what has taken the place of the button: 说完了 where 开始说 was', async () => {
		const guard = new PressGuard();
		const done: string[] = [];
		await guardedPress(guard)('', () => done.push('start'));
		const end = guardedPress(guard);
		vi.advanceTimersByTime(150);
		await end('', () => done.push('end'));
		expect(done).toEqual(['start']);
		vi.advanceTimersByTime(REST);
		await end('', () => done.push('end'));
		expect(done).toEqual(['start', 'end']);
	});

	it('[T33] rests while the answer is on its way and a moment longer, also when none comes', async () => {
		let sending = false;
		const act = guardedPress(new PressGuard(), (is) => (sending = is));
		const done: string[] = [];
		let fail = (_: Error): void => {};
		const lost = act('', () => new Promise((_, reject) => (fail = reject)));
		vi.advanceTimersByTime(5 * REST);
		expect(sending).toBe(true);
		await act('', () => done.push('too early'));
		fail(new Error('cut off'));
		await expect(lost).rejects.toThrow('cut off');
		expect(sending).toBe(false);
		await act('', () => done.push('too early'));
		vi.advanceTimersByTime(REST);
		await act('', () => done.push('again'));
		expect(done).toEqual(['again']);
	});
});

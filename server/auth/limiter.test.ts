import { describe, expect, it, vi } from 'vitest';
import { Limiter } from './limiter.ts';

describe('token buckets', () => {
	it('so many at once, then as many more as time allows', () => {
		let passed = 0;
		const limiter = new Limiter(3, 2, () => passed);
		expect([1, 2, 3, 4].map(() => limiter.take('phone'))).toEqual([true, true, true, false]);
		passed += 500;
		expect([1, 2].map(() => limiter.take('phone'))).toEqual([true, false]);
		expect(limiter.take('another')).toBe(true);
	});

	it.each([20_000, 3_600_000, 86_400_000].flatMap((ms) => [ms, -ms]))(
		'the clock of the machine set by %d ms locks nobody out and fills nothing',
		(ms) => {
			vi.useFakeTimers({ toFake: ['Date'] });
			try {
				const limiter = new Limiter(2, 0.001);
				expect(limiter.take('phone')).toBe(true);
				vi.setSystemTime(Date.now() + ms);
				expect([1, 2, 3].map(() => limiter.take('phone'))).toEqual([true, false, false]);
			} finally {
				vi.useRealTimers();
			}
		}
	);
});

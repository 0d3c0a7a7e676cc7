import { describe, expect, it } from 'vitest';
import { RoomOffset } from './room-offset.ts';

const HOUR = 3_600_000;

describe('the time of the room on a phone', () => {
	it.each([3000, 20_000, HOUR, 24 * HOUR].flatMap((ms) => [ms, -ms]))(
		'another time, by %d ms, is followed within one presence',
		(ms) => {
			const clock = new RoomOffset(1_000_000, 0);
			clock.hear(1_015_000, 15_000);
			expect(clock.hear(1_030_000 + ms, 30_000)).toBe(1_000_000 + ms);
			expect(clock.hear(1_045_000, 45_000)).toBe(1_000_000);
		}
	);

	it('one late message changes nothing, and two of them what both say', () => {
		const clock = new RoomOffset(1_000_000, 0);
		expect(clock.hear(1_015_000, 15_000)).toBe(1_000_000);
		expect(clock.hear(1_030_000, 30_900)).toBe(1_000_000);
		expect(clock.hear(1_045_000, 45_000)).toBe(1_000_000);
		expect(clock.hear(1_060_000, 60_400)).toBe(1_000_000);
		expect(clock.hear(1_075_000, 75_600)).toBe(999_600);
	});

	it('a page that came late is put right by the first presence', () => {
		const clock = new RoomOffset(1_000_000, 4000);
		expect(clock.hear(1_005_000, 5000)).toBe(1_000_000);
	});
});

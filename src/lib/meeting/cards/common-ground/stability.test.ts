import { describe, expect, it } from 'vitest';
import type { Vote } from './answers.ts';
import { chanceFrom } from './chance.ts';
import { GROUND_LIMITS } from './ground.ts';
import { agreement, stabilityOf } from './stability.ts';
import { standApart } from './verdict.ts';

/** So many people on twelve statements: the second half of them against the first, as often as `sure` says. */
function camps(people: number, sure: number): Vote[][] {
	const chance = chanceFrom(5);
	return Array.from({ length: people }, (_, n) =>
		Array.from({ length: 12 }, (): Vote => {
			const own: Vote = n * 2 < people ? 1 : -1;
			return chance() < sure ? own : chance() < 0.5 ? 1 : -1;
		})
	);
}

describe('stability', () => {
	it('[G13] clear camps are the same by any half of the statements; chance is not', () => {
		expect(stabilityOf(camps(60, 0.9), 2)).toBeGreaterThan(900);
		expect(stabilityOf(camps(60, 0), 2)).toBeLessThan(GROUND_LIMITS.stability);
	});

	it('[G2] [G13] it depends on the answers alone', () => {
		expect(stabilityOf(camps(60, 0.5), 2)).toBe(stabilityOf(camps(60, 0.5), 2));
	});

	it('[G13] agreement is 1 for the same groups by other names, about 0 for chance, and below it for less', () => {
		expect(agreement([0, 0, 1, 1], [1, 1, 0, 0])).toBe(1);
		expect(agreement([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5);
		expect(agreement([0, 0, 0], [0, 0, 0])).toBe(1);
		// By hand: 2 pairs together in both, 6 and 3 in each, 15 in all.
		expect(agreement([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2])).toBeCloseTo((2 - 1.2) / (4.5 - 1.2));
	});

	it('[G13] below the limit groups do not stand clearly apart; one group, or an older answer, is not doubted', () => {
		const groups = [
			{ label: 'A', people: 20, typical: [] },
			{ label: 'B', people: 20, typical: [] }
		] as const;
		expect(standApart({ groups, stability: 199 })).toBe(false);
		expect(standApart({ groups, stability: 200 })).toBe(true);
		expect(standApart({ groups })).toBe(true);
		expect(standApart({ groups: [groups[0]], stability: 0 })).toBe(true);
	});
});

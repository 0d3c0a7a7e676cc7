import { expect, it } from 'vitest';
import { isEntered } from './hall-entry.ts';

const entered = { people: 12, counts: { g1: 5, g2: 3 } };

it('[C17] a desk says that the hall’s dots are entered only while it shows them as they were', () => {
	expect(isEntered({ people: 12, counts: { g1: 5, g2: 3, g3: 0 } }, entered)).toBe(true);
	expect(isEntered({ people: 12, counts: { g1: 6, g2: 3 } }, entered)).toBe(false);
	expect(isEntered({ people: 11, counts: entered.counts }, entered)).toBe(false);
	expect(isEntered({ people: 0, counts: { g1: 0 } }, null)).toBe(false);
	// A group that is gone since has dots that nobody sees here.
	expect(isEntered({ people: 12, counts: { g1: 5 } }, entered)).toBe(false);
});

it('[C22] and of hands each choice of each group', () => {
	const hands = { people: 9, counts: { g1: [4, 2], g2: [0, 1, 0] } };
	expect(isEntered({ people: 9, counts: { g1: [4, 2, 0], g2: [0, 1] } }, hands)).toBe(true);
	expect(isEntered({ people: 9, counts: { g1: [2, 4], g2: [0, 1] } }, hands)).toBe(false);
});

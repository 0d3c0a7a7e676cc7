import { describe, expect, it } from 'vitest';
import { cardPages } from './hall-pages.ts';

describe('cards on the big screen', () => {
	it('[C11] those of one line stand twelve to a page, and two hundred stay in order', () => {
		const pages = cardPages(Array.from({ length: 200 }, () => 8));
		expect(pages).toHaveLength(17);
		expect(pages.slice(0, -1).every((page) => page.flat().length === 12)).toBe(true);
		expect(pages.flat(2)).toEqual(Array.from({ length: 200 }, (_, at) => at));
	});

	it('[C11] long ones take the room they need, and none is left out', () => {
		const pages = cardPages(Array.from({ length: 30 }, (_, at) => (at % 2 ? 40 : 12)));
		expect(pages.flat(2)).toEqual(Array.from({ length: 30 }, (_, at) => at));
		expect(pages.length).toBeGreaterThan(3);
		expect(cardPages([500]).flat(2)).toEqual([0]);
		expect(cardPages([])).toEqual([]);
	});
});

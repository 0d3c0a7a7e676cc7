import { describe, expect, it } from 'vitest';
import { cardPages, groupChips } from './hall-pages.ts';

describe('cards on the big screen', () => {
	it('[C11] those of one line stand twelve to a page in the large type, and two hundred stay in order', () => {
		expect(cardPages(Array.from({ length: 12 }, () => 8))).toMatchObject({ scale: 1, columns: 3 });
		const { pages } = cardPages(Array.from({ length: 200 }, () => 8));
		expect(pages).toHaveLength(9);
		expect(pages.slice(0, -1).every((page) => page.flat().length === 24)).toBe(true);
		expect(pages.flat(2)).toEqual(Array.from({ length: 200 }, (_, at) => at));
	});

	it('[C11] long ones take the room they need, and none is left out', () => {
		const { pages } = cardPages(Array.from({ length: 30 }, (_, at) => (at % 2 ? 40 : 12)));
		expect(pages.flat(2)).toEqual(Array.from({ length: 30 }, (_, at) => at));
		expect(pages.length).toBeGreaterThan(3);
		expect(cardPages([500]).pages.flat(2)).toEqual([0]);
		expect(cardPages([]).pages).toEqual([]);
	});

	it('[C11] the type becomes smaller before there is a second page, and pages are few', () => {
		const of = (n: number, width = 8) => {
			const { scale, columns, pages } = cardPages(Array.from({ length: n }, () => width));
			return [scale, columns, pages.length];
		};
		expect(of(12)).toEqual([1, 3, 1]);
		expect(of(13)).toEqual([0.85, 3, 1]);
		expect(of(24)).toEqual([0.72, 4, 1]);
		expect(of(32)).toEqual([0.6, 4, 1]);
		expect(of(33)).toEqual([0.72, 4, 2]);
		expect(of(16, 20)).toEqual([0.6, 4, 1]);
		// Of two lines each.
		expect(of(12, 17)).toEqual([0.72, 4, 1]);
	});

	it('[C11] groups under a card keep their names while they fit; the card’s own is never left out', () => {
		const wide = (name: string) => name.length;
		const groups = (n: number, name: string) =>
			Array.from({ length: n }, (_, at) => ({ number: at + 1, name }));
		expect(groupChips(groups(4, '价格'), 2, wide)).toEqual(groups(4, '价格'));
		expect(groupChips(groups(6, '油烟、噪声与消防'), 2, wide)).toEqual(groups(6, ''));
		const many = groupChips(groups(40, '一件要紧的事'), 37, wide).map(({ number }) => number);
		expect(many).toEqual([1, 2, 3, 4, 5, 6, 7, 37]);
		expect(groupChips(groups(40, ''), null, wide)).toHaveLength(8);
	});
});

import { describe, expect, it } from 'vitest';
import { hullOf } from './hull.ts';

describe('the outline round dots', () => {
	it('[G11] holds the outer ones and leaves out what lies inside or on an edge', () => {
		const square = [0, 4].flatMap((x) => [0, 4].map((y) => ({ x, y })));
		const corners = hullOf([...square, { x: 2, y: 2 }, { x: 2, y: 0 }, { x: 0, y: 0 }]);
		expect(corners).toHaveLength(4);
		expect(corners).toEqual(expect.arrayContaining(square));
	});

	it('[G11] of one place, two places or a line is what it can be', () => {
		expect(hullOf([{ x: 1, y: 1 }])).toEqual([{ x: 1, y: 1 }]);
		expect(hullOf([0, 1].map((x) => ({ x, y: 0 })))).toHaveLength(2);
		expect(hullOf([0, 1, 2, 3].map((x) => ({ x, y: x })))).toEqual([
			{ x: 0, y: 0 },
			{ x: 3, y: 3 }
		]);
	});
});

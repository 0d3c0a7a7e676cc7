import { describe, expect, it } from 'vitest';
import { sizeFor, widthOf } from './width.ts';

describe('[A11] words find their size', () => {
	it('[A11] Chinese counts whole, letters a little over half', () => {
		expect(widthOf('欧阳修远')).toBe(4);
		expect(widthOf('Anna')).toBeCloseTo(2.32);
		expect(widthOf('𠮷野')).toBe(2);
	});

	it('[A11] a short name is as large as allowed, a long one as large as fits, none too small', () => {
		const name = { room: 48, largest: 9, smallest: 4.5 };
		expect(sizeFor('赵敏', name)).toBe(9);
		expect(sizeFor('欧阳修远慕容', name)).toBe(8);
		expect(sizeFor('字'.repeat(40), name)).toBe(4.5);
	});

	it('[A11] on two lines a sentence may be larger than on one', () => {
		const sentence = '近200平方米的房子，怎样用来办老年食堂？';
		const on = (lines: number) => sizeFor(sentence, { room: 80, lines, largest: 9, smallest: 2 });
		expect(on(2)).toBeGreaterThan(on(1));
	});
});

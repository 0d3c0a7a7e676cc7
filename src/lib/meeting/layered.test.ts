import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Layered } from './layered.ts';

const key = fc.integer({ min: 0, max: 60 });
const change = fc.record({ key, value: fc.option(fc.integer(), { freq: 4 }) });

test('a layered map holds what a map holds, after any changes', () => {
	fc.assert(
		fc.property(fc.array(change, { maxLength: 300 }), (changes) => {
			const plain = new Map<number, number>();
			let layered = Layered.of(new Map<number, number>());
			for (const { key, value } of changes) {
				if (value === null) plain.delete(key);
				else plain.set(key, value);
				layered = value === null ? layered.without(key) : layered.with(key, value);
			}
			expect([...layered], 'in the same order').toEqual([...plain]);
			expect(layered.size).toBe(plain.size);
			for (let key = 0; key <= 60; key++) {
				expect(layered.get(key)).toBe(plain.get(key));
				expect(layered.has(key)).toBe(plain.has(key));
			}
		})
	);
});

test('a picture that was handed out stays as it was, whatever is made from it', () => {
	fc.assert(
		fc.property(fc.array(change, { maxLength: 120 }), fc.nat(), (changes, at) => {
			let layered = Layered.of(new Map<number, number>());
			let kept = layered;
			let then: [number, number][] = [];
			for (const [n, { key, value }] of changes.entries()) {
				layered = value === null ? layered.without(key) : layered.with(key, value);
				if (n === at % changes.length) {
					kept = layered;
					then = [...kept];
				}
			}
			// Another future of the same picture leaves it alone as well.
			kept.with(1, 1).without(2);
			expect([...kept]).toEqual(then);
		})
	);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OverlayMap } from './overlay-map.ts';

const key = fc.integer({ min: 0, max: 60 });
const change = fc.record({ key, value: fc.option(fc.integer(), { freq: 4 }) });

test('an overlay map holds what a map holds, after any changes', () => {
	fc.assert(
		fc.property(fc.array(change, { maxLength: 300 }), (changes) => {
			const plain = new Map<number, number>();
			let overlay = OverlayMap.of(new Map<number, number>());
			for (const { key, value } of changes) {
				if (value === null) plain.delete(key);
				else plain.set(key, value);
				overlay = value === null ? overlay.without(key) : overlay.with(key, value);
			}
			expect([...overlay], 'in the same order').toEqual([...plain]);
			expect(overlay.size).toBe(plain.size);
			for (let key = 0; key <= 60; key++) {
				expect(overlay.get(key)).toBe(plain.get(key));
				expect(overlay.has(key)).toBe(plain.has(key));
			}
		})
	);
});

test('a picture that was handed out stays as it was, whatever is made from it', () => {
	fc.assert(
		fc.property(fc.array(change, { maxLength: 120 }), fc.nat(), (changes, at) => {
			let overlay = OverlayMap.of(new Map<number, number>());
			let kept = overlay;
			let then: [number, number][] = [];
			for (const [n, { key, value }] of changes.entries()) {
				overlay = value === null ? overlay.without(key) : overlay.with(key, value);
				if (n === at % changes.length) {
					kept = overlay;
					then = [...kept];
				}
			}
			// Another future of the same picture leaves it alone as well.
			kept.with(1, 1).without(2);
			expect([...kept]).toEqual(then);
		})
	);
});

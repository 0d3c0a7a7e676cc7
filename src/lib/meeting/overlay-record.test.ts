import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';
import { getOwn } from './get-own.ts';
import { withEntry, withoutEntry } from './overlay-record.ts';

const key = fc.oneof(
	fc.integer({ min: 0, max: 40 }).map((n) => `s${n}`),
	fc.constantFrom('constructor', '__proto__', 'toJSON', 'size', 'top')
);
const change = fc.record({ key, value: fc.option(fc.integer(), { freq: 4 }) });

/** What a plain record would be after the changes. */
function plainly(changes: readonly { key: string; value: number | null }[]): Map<string, number> {
	const plain = new Map<string, number>();
	for (const { key, value } of changes)
		if (value === null) plain.delete(key);
		else plain.set(key, value);
	return plain;
}

test('a record that was changed often is read, listed, spread and written as a plain one', () => {
	fc.assert(
		fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
			let record: Record<string, number> = {};
			for (const { key, value } of changes)
				record = value === null ? withoutEntry(record, key) : withEntry(record, key, value);
			const plain = plainly(changes);
			const object = Object.fromEntries(plain);
			expect(Object.entries(record)).toEqual([...plain]);
			expect(Object.keys({ ...record })).toEqual([...plain.keys()]);
			expect(JSON.stringify(record)).toBe(JSON.stringify(object));
			expect(canonical(record)).toBe(canonical(object));
			expect(record).toStrictEqual(object);
			for (const key of ['s1', 's2', 'constructor', '__proto__', 'toJSON', 'ground']) {
				expect(getOwn(record, key), key).toBe(plain.get(key));
				expect(key in record, key).toBe(key in object);
			}
		})
	);
});

test('a record that was handed out stays as it was, and cannot be changed in place', () => {
	fc.assert(
		fc.property(fc.array(change, { minLength: 1, maxLength: 120 }), fc.nat(), (changes, at) => {
			let record: Record<string, number> = { s0: 0, s1: 1 };
			let kept = record;
			let then = '';
			for (const [n, { key, value }] of changes.entries()) {
				record = value === null ? withoutEntry(record, key) : withEntry(record, key, value);
				if (n !== at % changes.length) continue;
				kept = record;
				then = JSON.stringify(kept);
			}
			withoutEntry(withEntry(kept, 's1', 9), 's0');
			expect(JSON.stringify(kept)).toBe(then);
		})
	);
	const record = withEntry<number>({}, 's1', 1);
	expect(() => (record.s1 = 2)).toThrow(TypeError);
	expect(() => delete record.s1).toThrow(TypeError);
});

test('what is already gone changes nothing', () => {
	const record = withEntry<number>({}, 's1', 1);
	expect(Object.keys(withoutEntry(record, 's2'))).toEqual(['s1']);
	expect(withoutEntry({ s1: 1 }, 's1')).toStrictEqual({});
});

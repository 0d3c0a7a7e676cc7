/** Cutting what people typed: whole signs, at no cost, whatever it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surname } from './directory.ts';
import { cutTo, fieldText, firstSign, graphemes, isLonger, shortened } from './words.ts';

const FAMILY = '👨‍👩‍👧‍👦';
/** Text as hostile as it comes: any code point, joiners, marks, pairs, flags. */
const typed = fc
	.array(
		fc.oneof(
			fc.string({ unit: 'binary', maxLength: 3 }),
			fc.constantFrom(
				'𠮷',
				FAMILY,
				'🇨🇳',
				'e\u0301\u0301',
				'葛\u{E0100}',
				'ئا',
				'ᠮᠣᠩ',
				'བོད',
				'ꆈꌠ',
				'\r\n'
			)
		),
		{ maxLength: 40 }
	)
	.map((parts) => parts.join(''));

describe('cutTo', () => {
	it('never parts a pair, a family or a letter from its marks', () => {
		expect(cutTo(`a${'𠮷'.repeat(45)}`, 40)).toBe(`a${'𠮷'.repeat(39)}`);
		expect(cutTo(FAMILY.repeat(3), 2)).toBe(FAMILY.repeat(2));
		expect(cutTo('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301e\u0301');
		expect(cutTo('葛\u{E0100}飾', 1)).toBe('葛\u{E0100}');
		expect(cutTo('𠮷'.repeat(100), 80, 240)).toBe('𠮷'.repeat(60));
	});

	it('whatever is typed: a beginning of it, well formed where it was, within both limits', () => {
		fc.assert(
			fc.property(
				typed,
				fc.integer({ min: 1, max: 30 }),
				fc.integer({ min: 48, max: 300 }),
				(text, max, bytes) => {
					const cut = cutTo(text, max, bytes);
					expect(text.includes(cut)).toBe(true);
					expect(isLonger(cut, max)).toBe(false);
					expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(bytes);
					if (text.isWellFormed()) {
						expect(cut.isWellFormed()).toBe(true);
						for (const one of [shortened(text, max + 1), firstSign(text), fieldText(text, max)])
							expect(one.isWellFormed()).toBe(true);
					}
					if (!isLonger(text, max)) expect(cutTo(text, max)).toBe(text);
				}
			),
			{ numRuns: 400 }
		);
	});

	it('reads only the beginning of what is long', () => {
		const huge = FAMILY.repeat(1_000_000);
		expect(cutTo(huge, 3)).toBe(FAMILY.repeat(3));
		expect(isLonger(huge, 500)).toBe(true);
		expect(graphemes('字'.repeat(1_000_000))).toBe(1_000_000);
		expect(cutTo(`a${'\u0301'.repeat(1000)}`, 3).length).toBe(16);
	});
});

it.each([
	['𠮷田花子', '𠮷**'],
	['李建国', '李**'],
	['ئادىل', 'ئ**'],
	['ꆈꌠ', 'ꆈ**'],
	['E\u0301lodie', 'E\u0301**'],
	['', '**']
])('the public sees of %s: %s', (name, shown) => {
	expect(surname({ name, building: '', title: '' }).name).toBe(shown);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, cleanLine, graphemes, isLonger, normalized, sameKey } from './words.ts';

const isMark = (text: string) => /^\p{M}/u.test(text);
/** So many marks stand in a row at the most. */
const longestPile = (text: string) =>
	Math.max(0, ...[...text.matchAll(/(?:(?!\u034F)\p{M})+/gu)].map(([pile]) => pile.length));

describe('what people type', () => {
	it('keeps lines, loses controls and characters that turn the reading direction', () => {
		expect(clean('  价格\r\n补贴\u2028第三行\u0000\u202E\u200F ')).toBe('价格\n补贴\n第三行');
		expect(cleanLine('\t王 \n\n 桂芳\uFEFF')).toBe('王 桂芳');
	});

	it('says null for a lone surrogate and leaves pairs alone', () => {
		expect(clean('好\uD83D')).toBeNull();
		expect(cleanLine('\uDE00好')).toBeNull();
		expect(clean('𠮷野家😀')).toBe('𠮷野家😀');
	});

	it('calls a text empty when it only looks like one', () => {
		for (const empty of ['', ' \n ', '\u200B\u200D', '\u3164', '\u2800\uFE0F', '\u202E'])
			expect(clean(empty)).toBe('');
	});

	it('composes what was typed in pieces', () => {
		expect(clean('e\u0301')).toBe('é');
	});

	it('counts what a person counts', () => {
		expect(graphemes('老年食堂')).toBe(4);
		expect(graphemes('👨‍👩‍👧‍👦')).toBe(1);
		expect(graphemes('𠮷')).toBe(1);
		expect(graphemes('')).toBe(0);
	});

	it('refuses a pile of combining marks as too long', () => {
		expect(isLonger('a' + '\u0301'.repeat(1000), 40)).toBe(true);
		expect(isLonger('👨‍👩‍👧‍👦'.repeat(40), 40)).toBe(false);
		expect(isLonger('字'.repeat(41), 40)).toBe(true);
		expect(isLonger('字'.repeat(40), 40)).toBe(false);
	});

	it('puts marks in order in a time that grows with them, not with their square', () => {
		const pile = 'a' + '\u0345'.repeat(50_000) + '\u0316'.repeat(50_000);
		// In one pile these take seven seconds; ten thousand of thirty each take a hundredth of one.
		const parted = normalized(pile, 'NFC');
		expect(parted.split('\u034F').every((part) => part.length <= 32)).toBe(true);
		expect(normalized(parted, 'NFC')).toBe(parted);
		expect(clean(pile)).toBe(parted);
		// Letters that NFKC makes marks of.
		for (const voiced of ['\uFF9E\u0301', '\uFF9F\u0316', '\uFF9E', 'カ\uFF9E'])
			expect(longestPile(normalized(`a${voiced.repeat(50_000)}`, 'NFKC'))).toBeLessThanOrEqual(32);
		// Nothing else that is no mark begins with one in a normal form, but where a letter follows at once.
		const becomesMark = Array.from({ length: 0x11_0000 }, (_, code) => code)
			.filter((code) => (code < 0xd8_00 || code > 0xdf_ff) && !isMark(String.fromCodePoint(code)))
			.filter((code) => isMark(String.fromCodePoint(code).normalize('NFKD').slice(0, 1)))
			.map((code) => code.toString(16));
		expect(becomesMark).toEqual(['e33', 'eb3', 'ff9e', 'ff9f']);
		expect(normalized('e\u0301', 'NFC')).toBe('é');
		expect(normalized('１２', 'NFKC')).toBe('12');
	});

	it('compares names as a clerk would', () => {
		expect(sameKey('阿里·木 江', '３号楼')).toBe(sameKey('阿里木江', '3号楼'));
		// A joiner, a variation selector, a soft hyphen: on every screen the same name.
		for (const nothing of ['\u200d', '\ufe00', '\u{e0100}', '\u00ad', '\u3164'])
			expect(sameKey(`王${nothing}桂芳`)).toBe(sameKey('王桂芳'));
		expect(sameKey('王', '1')).not.toBe(sameKey('王1', ''));
	});

	it('cleans once and for all, whatever is typed', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
				const once = clean(text);
				if (once === null) return;
				expect(clean(once)).toBe(once);
				expect(new TextDecoder().decode(new TextEncoder().encode(once))).toBe(once);
			}),
			{ numRuns: 500 }
		);
	});
});

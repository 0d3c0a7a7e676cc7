import { expect, it } from 'vitest';
import { inAscii } from '../scripts/build.mjs';

/** What a program of one expression means. */
const meaning = (source: string): unknown => (0, eval)(source);

it.each([
	['a text', '"社区𠮷, é and 👍🏽"'],
	['a template', '`一${1 + 1}二`'],
	['what was escaped without need', String.raw`'\、\\、'`],
	['a line that is gone on with', "'上\\\n下'"]
])('a built server says the same in ASCII: %s', (_, source) => {
	const written = inAscii(source);
	expect(written).toMatch(/^[\0-\x7f]*$/u);
	expect(meaning(written)).toBe(meaning(source));
});

it.each([
	['a class', '/^[，。、]+$/', '，。'],
	['what was escaped without need', String.raw`/^\、\\、$/`, '、\\、'],
	['beyond the first plane', '/^[𠮷-𠮿👍]{2}$/u', '𠮷👍']
])('a built server matches the same in ASCII: %s', (_, source, text) => {
	const pattern = meaning(inAscii(source)) as RegExp;
	expect(pattern.flags).toBe((meaning(source) as RegExp).flags);
	expect(pattern.test(text)).toBe(true);
	expect(pattern.test(`${text}x`)).toBe(false);
});

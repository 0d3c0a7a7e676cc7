import { afterEach, beforeEach, expect, it } from 'vitest';
import { getLocale, overwriteGetLocale } from './paraglide/runtime.js';
import { formatList } from './list.ts';

const before = getLocale;
beforeEach(() => overwriteGetLocale(() => 'zh-Hans'));
afterEach(() => overwriteGetLocale(before));

it.each([
	['zh-Hans', '1号 王桂芳、2号 李建国、3号 赵敏'],
	['zh-Hant', '1号 王桂芳、2号 李建国、3号 赵敏'],
	['en', '1号 王桂芳, 2号 李建国, 3号 赵敏']
] as const)('names in a row stand apart as %s sets them apart', (locale, said) => {
	overwriteGetLocale(() => locale);
	expect(formatList(['1号 王桂芳', '2号 李建国', '3号 赵敏'])).toBe(said);
	expect(formatList(['1号 王桂芳'])).toBe('1号 王桂芳');
	expect(formatList([])).toBe('');
});

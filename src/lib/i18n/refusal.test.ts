import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import type { RefusalCode } from '#lib/meeting/refusal.ts';
import { refusalSentence } from './refusal.ts';

/** That each code has a sentence the compiler proves; here they are read. */
const REFUSALS = Object.keys(words('zh-Hans', 'refusal'))
	.filter((key) => key.startsWith('refusal_') && !key.endsWith('_line'))
	.map((key) => key.slice('refusal_'.length).replaceAll('_', '-') as RefusalCode);
const LOCALES = ['zh-Hans', 'zh-Hant', 'en'] as const;

function words(locale: string, area: string): Record<string, string> {
	const file = new URL(`./messages/${locale}/${area}.json`, import.meta.url);
	return JSON.parse(readFileSync(file, 'utf8'));
}
const holes = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);

describe.each(LOCALES)('in %s', (locale) => {
	afterEach(() => overwriteGetLocale(() => 'zh-Hans'));

	it('every refusal has a sentence that says what to do next', () => {
		const sentences = words(locale, 'refusal');
		for (const code of REFUSALS) {
			const key = `refusal_${code.replaceAll('-', '_')}`;
			expect(sentences[key], key).toMatch(/[。.]$/u);
		}
		expect(new Set(Object.values(sentences)).size).toBe(Object.keys(sentences).length);
	});

	it('every refusal can be said, with and without its details', () => {
		overwriteGetLocale(() => locale);
		for (const refused of REFUSALS) {
			const full = { line: 3, other: 5, max: 40, n: 2, done: 20, of: 21 };
			for (const detail of [undefined, full]) {
				const sentence = refusalSentence(detail ? { refused, detail } : { refused });
				expect(sentence.length, refused).toBeGreaterThan(5);
				expect(sentence, refused).not.toMatch(/[{}]|undefined|refusal_/u);
			}
		}
	});

	it.each(['refusal', 'roll', 'attendance'])(
		'%s has the same keys and holes as the source',
		(area) => {
			const source = words('zh-Hans', area);
			const here = words(locale, area);
			expect(Object.keys(here).sort()).toEqual(Object.keys(source).sort());
			for (const [key, sentence] of Object.entries(here))
				expect(holes(sentence).sort(), key).toEqual(holes(source[key]!).sort());
		}
	);
});

it('names the line where one is known', () => {
	const of = (detail?: Record<string, number>) =>
		refusalSentence(detail ? { refused: 'name-missing', detail } : { refused: 'name-missing' });
	overwriteGetLocale(() => 'en');
	expect(of({ line: 7 })).toContain('Line 7');
	expect(of()).not.toContain('Line');
	overwriteGetLocale(() => 'zh-Hans');
	expect(refusalSentence({ refused: 'turns-used', detail: { n: 2 } })).toBe(
		'您已说满2次，还可以写进记录。'
	);
});

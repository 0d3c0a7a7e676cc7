import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { POINTS_OF_ORDER, REASONS, STANCES } from '#lib/meeting/queue/queue.ts';
import { formatPoint, formatRuling } from './point-words.ts';
import { formatBefore, formatReason, formatReasons } from './queue-reason.ts';
import { explainReason } from './reason-explained.ts';
import { formatStance } from './stance-words.ts';
import { formatWay } from './way-words.ts';

const LOCALES = ['zh-Hans', 'zh-Hant', 'en'] as const;

function words(locale: string): Record<string, string> {
	const file = new URL(`./messages/${locale}/queue.json`, import.meta.url);
	return JSON.parse(readFileSync(file, 'utf8'));
}
const holes = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);

afterEach(() => overwriteGetLocale(() => 'zh-Hans'));

describe.each(LOCALES)('in %s', (locale) => {
	it('[Q18] every reason has its own few words and its own sentence', () => {
		overwriteGetLocale(() => locale);
		const said = REASONS.map((code) => formatReason({ code, n: 2 }));
		const explained = REASONS.map((code) => explainReason({ code, n: 2 }));
		for (const all of [said, explained]) expect(new Set(all).size).toBe(REASONS.length);
		for (const sentence of explained) expect(sentence).toMatch(/[。.]$/u);
		expect([...said, ...explained].join()).not.toMatch(/[{}]|undefined|queue_/u);
	});

	it('every stance, point of order, way and ruling has its own words', () => {
		overwriteGetLocale(() => locale);
		const ways = ['hall', 'online', 'phone', 'on-behalf', 'written'] as const;
		for (const all of [
			STANCES.map(formatStance),
			POINTS_OF_ORDER.map(formatPoint),
			ways.map(formatWay),
			[formatRuling('agreed'), formatRuling('declined')],
			[formatBefore(0), formatBefore(1), formatBefore(2)]
		]) {
			expect(new Set(all).size).toBe(all.length);
			for (const one of all) expect(one.length).toBeGreaterThan(1);
		}
	});

	it('has the same keys and holes as the source', () => {
		const source = words('zh-Hans');
		const here = words(locale);
		expect(Object.keys(here)).toEqual(Object.keys(source));
		for (const [key, sentence] of Object.entries(here))
			expect(holes(sentence).sort(), key).toEqual(holes(source[key]!).sort());
	});
});

it('[Q34] says a place as the product draws it', () => {
	const reasons = [{ code: 'alternation' }, { code: 'first-time' }] as const;
	expect(`${formatReasons(reasons)} · ${formatBefore(2)}`).toBe(
		'正反交替 · 首次发言 · 前面还有2人'
	);
	expect(formatReason({ code: 'second-turn', n: 2 })).toBe('第2次发言');
	overwriteGetLocale(() => 'zh-Hant');
	expect(formatReasons(reasons)).toBe('正反交替 · 首次發言');
});

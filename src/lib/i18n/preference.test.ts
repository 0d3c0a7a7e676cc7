import { describe, expect, it } from 'vitest';
import { chooseElder, chooseLocale, localeOf } from './preference.ts';

describe('[A22] language', () => {
	it('[A22] Taiwan, Hong Kong and Macau read Traditional, other Chinese Simplified', () => {
		expect(['zh-TW', 'zh-HK', 'zh-MO', 'zh-Hant', 'zh-Hant-CN'].map(localeOf)).toEqual(
			Array(5).fill('zh-Hant')
		);
		expect(['zh', 'zh-CN', 'zh-SG', 'zh-Hans-HK', 'ZH_cn'].map(localeOf)).toEqual(
			Array(5).fill('zh-Hans')
		);
		expect([localeOf('en-GB'), localeOf('fr'), localeOf(''), localeOf(null)]).toEqual([
			'en',
			null,
			null,
			null
		]);
	});

	it('[A22] the address wins over the cookie, the cookie over the browser', () => {
		const acceptLanguage = 'en';
		expect(chooseLocale({ query: 'zh-Hant', cookie: 'zh-Hans', acceptLanguage })).toBe('zh-Hant');
		expect(chooseLocale({ query: null, cookie: 'zh-Hans', acceptLanguage })).toBe('zh-Hans');
		expect(chooseLocale({ cookie: 'klingon', acceptLanguage })).toBe('en');
	});

	it('[A22] the browser is heard by its stated preference, not by order', () => {
		expect(chooseLocale({ acceptLanguage: 'en;q=0.5, zh-HK;q=0.9' })).toBe('zh-Hant');
		expect(chooseLocale({ acceptLanguage: 'fr, de;q=0.9, en;q=0.3' })).toBe('en');
		expect(chooseLocale({ acceptLanguage: 'en;q=0, fr' })).toBe('zh-Hans');
		expect(chooseLocale({})).toBe('zh-Hans');
	});
});

describe('[A1] elder layout', () => {
	it('[A1] a QR address forces it over a cookie that says standard', () => {
		expect(chooseElder({ query: '1', cookie: '0' })).toBe(1);
		expect(chooseElder({ query: '0', cookie: '2' })).toBe(0);
	});
	it('[A1] it is remembered, and nonsense is the standard layout', () => {
		expect(chooseElder({ query: null, cookie: '2' })).toBe(2);
		expect(chooseElder({ query: 'yes', cookie: '"><script>' })).toBe(0);
	});
});

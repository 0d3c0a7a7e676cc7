/**
 * Which language and which text size a page is written in. Pure, shared by server and browser, so that
 * both choose alike. A choice lives in a readable cookie; an address may carry `?lang=` and `?elder=`,
 * so that a printed QR opens in large text [A1] and switching works without scripts.
 */
import type { Locale } from './paraglide/runtime.js';

export const LANGUAGE_COOKIE = 'yitang_lang';
export const ELDER_COOKIE = 'yitang_elder';
/** One year, in seconds. */
export const COOKIE_AGE = 31_536_000;

/** 0 is the standard layout, 1 the elder layout (text 22 px), 2 the same with text of 30 px [A2]. */
export type ElderLevel = 0 | 1 | 2;

/** The languages, each by its own name: never translated, so that everyone finds their own. */
export const LANGUAGES: readonly { locale: Locale; name: string; short: string }[] = [
	{ locale: 'zh-Hans', name: '简体中文', short: '简' },
	{ locale: 'zh-Hant', name: '繁體中文', short: '繁' },
	{ locale: 'en', name: 'English', short: 'EN' }
];

/**
 * The locale for a visitor: the address first, then their cookie, then their browser; Simplified
 * Chinese when none of them says anything we have.
 */
export function chooseLocale(said: {
	query?: string | null;
	cookie?: string | null;
	acceptLanguage?: string | null;
}): Locale {
	return (
		localeOf(said.query) ?? localeOf(said.cookie) ?? fromHeader(said.acceptLanguage) ?? 'zh-Hans'
	);
}

/** Text size from the address, else the cookie; anything unknown is the standard layout. */
export function chooseElder(said: { query?: string | null; cookie?: string | null }): ElderLevel {
	return elderOf(said.query) ?? elderOf(said.cookie) ?? 0;
}

/** Our locale for a language tag (`zh-TW`, `en-GB`), or null where we have none. */
export function localeOf(tag: string | null | undefined): Locale | null {
	const parts = (tag ?? '').trim().toLowerCase().split(/[-_]/);
	if (parts[0] === 'en') return 'en';
	if (parts[0] !== 'zh') return null;
	if (parts.includes('hans')) return 'zh-Hans';
	return parts.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? 'zh-Hant' : 'zh-Hans';
}

function elderOf(value: string | null | undefined): ElderLevel | null {
	if (value === '0') return 0;
	if (value === '1') return 1;
	return value === '2' ? 2 : null;
}

function fromHeader(header: string | null | undefined): Locale | null {
	const wishes = (header ?? '').split(',').map((wish) => {
		const [tag, ...parameters] = wish.split(';');
		const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean);
		return { locale: localeOf(tag), quality: quality === undefined ? 1 : Number(quality) };
	});
	// sort() is stable: equal wishes stay in the order in which the browser named them.
	wishes.sort((a, b) => b.quality - a.quality);
	return wishes.find((wish) => wish.locale && wish.quality > 0)?.locale ?? null;
}

/**
 * The language being read now. In the browser it is reactive: every `m.…()` called in a template asks
 * it, so switching redraws the words and loses nothing that was typed or opened [A22]. On the server it
 * is the request's own.
 *
 * Words put into a plain `const` in a script do not follow; write `$derived(m.…())` there.
 */
import { browser } from '$app/environment';
import { COOKIE_AGE, LANGUAGE_COOKIE, localeOf } from './preference.ts';
import { getLocale, overwriteGetLocale, type Locale } from './paraglide/runtime.js';
import { writeCookieText } from '#lib/ui/browser-storage.ts';

// The page says in which language it was written; the browser starts from exactly that.
let current = $state<Locale>((browser && localeOf(document.documentElement.lang)) || 'zh-Hans');
if (browser) overwriteGetLocale(() => current);

/** `locale.current`: the language now, reactive in the browser. */
export const locale = {
	get current(): Locale {
		return browser ? current : getLocale();
	}
};

/** Switches language at once, without a reload, and remembers it for a year. Browser only. */
export function switchLocale(next: Locale): void {
	current = next;
	document.documentElement.lang = next;
	writeCookie(LANGUAGE_COOKIE, next);
}

/** Writes a cookie that the server reads on the next page. Browser only. */
export function writeCookie(name: string, value: string): void {
	const secure = location.protocol === 'https:' ? '; secure' : '';
	writeCookieText(`${name}=${value}; path=/; max-age=${COOKIE_AGE}; samesite=lax${secure}`);
}

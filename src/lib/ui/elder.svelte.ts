/**
 * Text size and elder layout of this device [A1, A2]. The page arrives with `data-elder` already set;
 * this keeps it, changes it at once and remembers it. The server reads the request's own level.
 */
import { browser } from '$app/environment';
import { writeCookie } from '#lib/i18n/locale.svelte.ts';
import { getServerAsyncLocalStorage } from '#lib/i18n/paraglide/runtime.js';
import { ELDER_COOKIE, chooseElder, type ElderLevel } from '#lib/i18n/preference.ts';

let level = $state<ElderLevel>(
	browser ? chooseElder({ query: document.documentElement.dataset.elder }) : 0
);

/** `elder.level` 0 to 2 and `elder.on`, reactive in the browser. */
export const elder = {
	get level(): ElderLevel {
		return browser ? level : serverLevel();
	},
	get on(): boolean {
		return this.level > 0;
	}
};

/** Sets the level on <html> at once and remembers it for a year. Browser only. */
export function switchElder(next: ElderLevel): void {
	level = next;
	if (next) document.documentElement.dataset.elder = String(next);
	else delete document.documentElement.dataset.elder;
	writeCookie(ELDER_COOKIE, String(next));
}

function serverLevel(): ElderLevel {
	const store = getServerAsyncLocalStorage()?.getStore() as { elder?: ElderLevel } | undefined;
	return store?.elder ?? 0;
}

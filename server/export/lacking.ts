/**
 * Before somebody downloads: which characters of the minutes no font of this computer has. Most minutes
 * hold none that is unusual, and cost nothing; else the thread that draws is asked, once for each set.
 */
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { App } from '#server/app.ts';
import type { ExportSource } from './source.ts';

/** What can't be drawn: scripts (ISO 15924), and single characters of none of these. */
export interface Lacking {
	scripts: string[];
	signs: string[];
}

/** Letters, marks and signs that every Chinese font has, ours too. */
const USUAL =
	/[^\u0000-\u024F\u0370-\u03FF\u0400-\u045F\u2000-\u206F\u2100-\u217F\u2190-\u2199\u2460-\u2473\u2500-\u257F\u25A0-\u25FF\u3000-\u30FF\u3220-\u3229\u3300-\u33FF\u4E00-\u9FA5\uFF00-\uFFEF\p{Emoji_Presentation}\p{Default_Ignorable_Code_Point}]/gu;
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
	['Mong', /\p{Script=Mongolian}/u],
	['Arab', /\p{Script=Arabic}/u],
	['Tibt', /\p{Script=Tibetan}/u],
	['Yiii', /\p{Script=Yi}/u],
	['Thai', /\p{Script=Thai}/u],
	['Talu', /\p{Script=New_Tai_Lue}/u],
	['Tale', /\p{Script=Tai_Le}/u],
	['Kore', /\p{Script=Hangul}/u],
	['Lisu', /\p{Script=Lisu}/u],
	['Plrd', /\p{Script=Miao}/u],
	['Deva', /\p{Script=Devanagari}/u],
	['Hebr', /\p{Script=Hebrew}/u]
];
/** More is not read on a page. */
const MOST_SIGNS = 8;
const MOST_ASKED = 2000;

/** What of this source can't be drawn here; null: nothing, or nobody could tell in time. */
export async function lackingOf(app: App, source: ExportSource): Promise<Lacking | null> {
	const unusual = new Set<string>();
	const look = (text: string | null | undefined) => {
		for (const [char] of text?.matchAll(USUAL) ?? []) unusual.add(char);
	};
	for (const text of Object.values(source.texts)) look(text);
	for (const person of Object.values(source.people))
		for (const text of [person?.name, person?.building, person?.title]) look(text);
	if (unusual.size === 0) return null;
	const asked = [...unusual].sort().slice(0, MOST_ASKED);
	return lackingFrom(await app.drawings.lacking(asked.join(''), getLocale()));
}

/** The characters by their scripts. */
export function lackingFrom(characters: string): Lacking | null {
	const all = [...characters];
	if (all.length === 0) return null;
	const scripts = SCRIPTS.filter(([, script]) => all.some((char) => script.test(char)));
	const signs = all.filter((char) => !scripts.some(([, script]) => script.test(char)));
	return { scripts: scripts.map(([code]) => code), signs: signs.slice(0, MOST_SIGNS) };
}

/** Which letters no word of a language has, read from our own messages; and what people typed, which stays as it is. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { LEAVES } from '#server/demo/people.ts';
import { addLocalised } from './localised.ts';

export const LOCALES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Language = (typeof LOCALES)[number];

const MESSAGES = Object.fromEntries(
	LOCALES.map((locale) => [
		locale,
		Object.assign(
			{},
			...globSync(join(import.meta.dirname, `../../src/lib/i18n/messages/${locale}/*.json`)).map(
				(file) => JSON.parse(readFileSync(file, 'utf8')) as object
			)
		) as Record<string, unknown>
	])
) as Record<Language, Record<string, unknown>>;

/** What this message says, up to its first parameter. */
export function say(locale: Language, key: string): string {
	const words = MESSAGES[locale][key];
	if (typeof words !== 'string') throw new Error(`no plain message ${key}`);
	return words.replace(/\{.*/u, '').trim();
}

const lettersOf = (locale: Language) =>
	new Set((JSON.stringify(MESSAGES[locale]) + addLocalised(locale)).match(/\p{Script=Han}/gu));

/** The inside of a character class: letters of another script, that pages in this language never show. */
export function foreignTo(locale: Language): string {
	if (locale === 'en') return '\\p{Script=Han}';
	const own = lettersOf(locale);
	const other = lettersOf(locale === 'zh-Hans' ? 'zh-Hant' : 'zh-Hans');
	return [...other].filter((letter) => !own.has(letter)).join('');
}

/** Everything typed into the meetings of this folder, and parts of it that stand alone, the longest first. */
export function typedIn(dataDir: string): string[] {
	const db = new Database(join(dataDir, 'yitang.db'), { readonly: true });
	const column = (sql: string) => db.prepare(sql).pluck().all() as (string | null)[];
	const typed = new Set<string>();
	const keep = (words: unknown) => {
		if (typeof words !== 'string') return;
		const lines = words.split(/\n/u);
		// Of a shift and a share what stands before their colon stands apart from what is behind it.
		const entries = lines.flatMap((line) => line.split(/(?<!\d)[：:]|[：:](?!\d)/u));
		for (const one of [words, ...lines, ...entries])
			// A sentence of ours brings its own stop.
			for (const said of [one.trim(), one.trim().replace(/[。.！!？?；;]+$/u, '')])
				if (said) typed.add(said);
	};
	for (const body of column('SELECT body FROM text')) keep(body);
	for (const body of column('SELECT body FROM person'))
		if (body)
			for (const one of Object.values(JSON.parse(body) as object)) {
				keep(one);
				// Of a name that is not shown whole stands the surname.
				if (typeof one === 'string' && one.length <= 4) keep(one.slice(0, 1));
			}
	for (const body of column('SELECT body FROM community_person'))
		if (body) for (const one of Object.values(JSON.parse(body) as object)) keep(one);
	for (const sql of [
		'SELECT name FROM account',
		'SELECT name FROM community',
		'SELECT title FROM meeting'
	])
		for (const one of column(sql)) keep(one);
	for (const { reason } of LEAVES) keep(reason);
	db.close();
	return [...typed].sort((one, other) => other.length - one.length);
}

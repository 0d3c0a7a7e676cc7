/** Whoever meets an id like `[C27 F14]` or `(S1.45)` finds its sentence: in docs/requirements.md or a RULES.md. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';

const ID = '[A-Z]{1,2}\\d{1,3}(?:\\.\\d{1,2})?';
/** One or more of them alone in brackets. */
const CITED = new RegExp(
	`[[(](?:requirements? )?(${ID}(?:(?:, | and |; | |–|-)${ID})*)[\\])]`,
	'g'
);
/** A rule, at the beginning of a line of a RULES.md. */
const RULE = new RegExp(`^(?:- |\\| *)?(?:\\*\\*)?\\[?(${ID})\\]?(?:\\*\\*)?[ |]`, 'gm');
const SENTENCE = new RegExp(`^- \\*\\*(${ID})\\*\\* \\S.{8,}`, 'gm');

const files = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
	encoding: 'utf8'
})
	.split('\0')
	.filter((file) => /^(src|server|tests|scripts|docs)\/|^[A-Z]+\.md$/.test(file))
	.filter((file) => /\.(ts|svelte|mjs|md)$/.test(file) && existsSync(file));
const read = (file: string) => readFileSync(file, 'utf8');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, id]) => id!);

const sentences = found(read('docs/requirements.md'), SENTENCE);
const rules = files.filter((file) => file.endsWith('RULES.md'));

test('every id that is cited has a sentence', () => {
	const known = new Set([...sentences, ...rules.flatMap((file) => found(read(file), RULE))]);
	expect(known.size).toBeGreaterThan(250);
	const unknown = files.flatMap((file) => {
		const text = read(file);
		const cited = found(text, CITED).flatMap((list) => list.match(new RegExp(ID, 'g'))!);
		// In the rules themselves an id needs no brackets.
		if (rules.includes(file)) cited.push(...text.match(new RegExp(`\\b${ID}\\b`, 'g'))!);
		return cited.filter((id) => !known.has(id)).map((id) => `${file}: ${id}`);
	});
	expect([...new Set(unknown)]).toEqual([]);
});

test('each id has one sentence, and each sentence is cited by somebody', () => {
	expect(sentences.filter((id, at) => sentences.indexOf(id) !== at)).toEqual([]);
	const all = files
		.filter((file) => file !== 'docs/requirements.md')
		.map(read)
		.join('\n');
	expect(sentences.filter((id) => !new RegExp(`\\b${id}\\b(?!\\.\\d)`).test(all))).toEqual([]);
});

test('a rule has its number alone, in its RULES.md', () => {
	const twice = rules.flatMap((file) => {
		const ids = found(read(file), RULE);
		return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${file}: ${id}`);
	});
	expect(twice).toEqual([]);
});

test('the number that a test title quotes is a rule of the nearest RULES.md, of one other alone, or a sentence', () => {
	const title = /\b(?:it|test|describe|step)(?:\.\w+)*\(\s*['"`]((?:\[[^\]]+\]\s*)+)/g;
	const nearest = (file: string): string | undefined => {
		for (let folder = dirname(file); folder !== '.'; folder = dirname(folder))
			if (rules.includes(`${folder}/RULES.md`)) return `${folder}/RULES.md`;
		return undefined;
	};
	const known = new Map(rules.map((file) => [file, found(read(file), RULE)]));
	const all = [...known.values()].flat();
	const once = all.filter((id) => all.indexOf(id) === all.lastIndexOf(id));
	const unknown = files
		.filter((file) => /\.(test|spec)\.ts$|-steps\.ts$/.test(file))
		.flatMap((file) => {
			const own = nearest(file);
			// A story, or a test of the server, is about rules of many slices.
			const there = new Set([...sentences, ...(own ? [...known.get(own)!, ...once] : all)]);
			return found(read(file), title)
				.flatMap((ids) => ids.match(new RegExp(ID, 'g')) ?? [])
				.filter((id) => !there.has(id))
				.map((id) => `${file}: ${id}`);
		});
	expect([...new Set(unknown)]).toEqual([]);
});

test('every rule is quoted by a test: what nobody tries is no rule', () => {
	const bracketed = /\[([A-Z]{1,2}\d[^\]\n]{0,80})\]/g;
	const tried = new Set<string>();
	for (const file of files.filter((one) => /\.test\.ts$|^tests\//.test(one)))
		for (const list of found(read(file), bracketed)) {
			for (const id of list.match(new RegExp(ID, 'g')) ?? []) tried.add(id);
			for (const [, letters, from, to] of list.matchAll(/([A-Z]{1,2})(\d+)–(?:[A-Z]{1,2})?(\d+)/g))
				for (let n = Number(from); n <= Number(to); n++) tried.add(`${letters}${n}`);
		}
	const all = rules.flatMap((file) => found(read(file), RULE).map((id) => `${id} ${file}`));
	expect(all.length).toBeGreaterThan(250);
	expect(all.filter((one) => !tried.has(one.split(' ')[0]!))).toEqual([]);
});

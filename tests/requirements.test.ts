/** Whoever meets an id like `[C27 F14]` or `(S1.45)` finds its sentence: in docs/requirements.md or a RULES.md. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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

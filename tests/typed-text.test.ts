/**
 * What people type passes one place each: rules over the text of the repository that no compiler checks.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const files = execFileSync(
	'git',
	['ls-files', '-z', '-co', '--exclude-standard', 'src', 'server'],
	{
		encoding: 'utf8'
	}
)
	.split('\0')
	.filter((file) => /\.(ts|svelte|mjs)$/.test(file) && !/\.test\.ts$|\.d\.ts$/.test(file))
	.map((file) => ({ file, text: withoutComments(readFileSync(file, 'utf8')) }));

function withoutComments(text: string): string {
	return text
		.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '')
		.replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

/** Each function that takes a key press, as its text from the parameter to the closing brace. */
function keyHandlers(text: string): string[] {
	const starts = text.matchAll(
		/KeyboardEvent\b[^(){};]*\)[^(){};]*\{|(?:handleKeyDown|onKeyDown)\([^)]*\)[^(){};]*\{|(?:keydown|keyup|keypress): \([^)]*\) =>|instanceof KeyboardEvent\b/g
	);
	return [...starts].map(({ 0: start, index }) => {
		if (!start.endsWith('{')) return text.slice(index, text.indexOf('\n', index));
		let depth = 1;
		let at = index + start.length;
		while (depth > 0 && at < text.length) {
			depth += text[at] === '{' ? 1 : text[at] === '}' ? -1 : 0;
			at += 1;
		}
		return text.slice(index, at);
	});
}

describe('keys of an input method', () => {
	const HEARS =
		/\bonkey(?:down|up|press)\b|\b(?:handleKeyDown|onKeyDown)\b|['"]key(?:down|up|press)['"]/;

	it('every own key handler asks isComposingKey', () => {
		const handlers = files
			.filter(({ file }) => file !== 'src/lib/ui/composing.ts')
			.flatMap(({ file, text }) => keyHandlers(text).map((handler) => ({ file, handler })));
		expect(handlers.length).toBeGreaterThan(12);
		// A map of shortcuts is called by shortcuts.ts, which has asked.
		const asked = /isComposingKey\(|\basleep\(event\)/;
		expect(handlers.filter(({ handler }) => !asked.test(handler))).toEqual([]);
	});

	it('whoever hears keys has such a handler, or one of ui’s', () => {
		const handled = /isComposingKey\(|\b(?:shortcuts|functionKeys)\(|\bonkeydown=\{enterMovesOn\}/;
		const forgot = files.filter(({ text }) => HEARS.test(text) && !handled.test(text));
		expect(forgot.map(({ file }) => file)).toEqual([]);
	});

	it('nobody else reads the two signs', () => {
		const reads = files.filter(({ text }) => /\.keyCode\b|\.isComposing\b/.test(text));
		expect(reads.map(({ file }) => file).sort()).toEqual([
			'src/lib/meeting/room/NumberLine.svelte', // of an input event, which has no key
			'src/lib/ui/composing.ts'
		]);
	});
});

describe('cutting', () => {
	/** What holds typed words, by its name; and what is just made of a form or of such words. */
	const TYPED =
		/(?:\b(?:text|word|title|name|matter|question|reason|label|value|line|body|login|typed|said|sentence|here|after|before|str|building|content|textContent|message)|String\([^()]*(?:\([^()]*\))?[^()]*\)|\?\? ''\)|trim\(\)|toLowerCase\(\)|normalize\([^)]*\)|join\([^)]*\))\??\.slice\(/u;
	const ALWAYS =
		/\.(?:substring|substr|charAt)\(|\.split\((?:''|"")\)|\.join\(''\)\s*\.slice\(|\[\.\.\.\w+\]\.slice\(/u;
	/** They cut at marks that they have found themselves, or what is no text. */
	const MAY: Record<string, string> = {
		'src/lib/meeting/words.ts': 'cutTo',
		'src/lib/documents/difference.ts': 'never within a pair',
		'src/lib/documents/places.ts': 'digits of a place',
		'src/lib/documents/unsent.ts': 'where Yjs counts: at the beginning of an insertion',
		'src/lib/live/left-out.ts': 'before words that it put there',
		'src/lib/meeting/minutes/view.ts': 'at @[seat] and **',
		'src/lib/meeting/pasted-rows.ts': 'at separators and quotes',
		'server/auth/network.ts': 'after [',
		'server/auth/cookies.ts': 'at =',
		'server/auth/habits.ts': 'pieces of a password, to weigh them',
		'server/export/lines.ts': 'glyphs',
		'server/export/markdown.ts': 'at the white space around words',
		'server/export/signs.ts': 'signs; joiners at an end',
		'server/http/answers.ts': 'after the / of an action',
		'server/meeting/journal.ts': 'bytes',
		'server/record/desk.ts': 'hex'
	};

	it('nobody cuts typed text but cutTo: by grapheme, bounded, never half of a pair', () => {
		const cuts = files.filter(
			({ file, text }) =>
				!(file in MAY) && text.split('\n').some((line) => TYPED.test(line) || ALWAYS.test(line))
		);
		expect(
			cuts.map(({ file, text }) => [
				file,
				...text.split('\n').filter((line) => TYPED.test(line) || ALWAYS.test(line))
			])
		).toEqual([]);
	});
});

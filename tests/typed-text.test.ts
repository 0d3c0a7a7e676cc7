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
		const handled = /isComposingKey\(|\b(?:shortcuts|functionKeys)\(/;
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

/** What the build makes one file of, so that a page fetches few, and what it leaves apart. */
import { expect, test } from 'vitest';
import { mergeFiles, type Cut } from '../scripts/merge-files.ts';

const cut = (loaders: string[], size: number, modules: string[], fixed = false): Cut => ({
	...{ loaders: new Set(loaders), size, modules, fixed }
});

/** The modules of each file, with these imports. */
function merged(cuts: Cut[], imports: Record<string, string[]> = {}, apart = (_: Cut) => false) {
	const files = mergeFiles(
		cuts,
		(id) => imports[id] ?? [],
		() => 1,
		(one, other) => apart(one) === apart(other)
	);
	return files.map(({ modules }) => modules.toSorted().join('')).sort();
}

test('small files that the same pages load are one; what few need is not brought to many', () => {
	const small = [cut(['hall', 'watch'], 300, ['a']), cut(['hall', 'watch', 'chair'], 200, ['b'])];
	expect(merged(small)).toEqual(['ab']);
	expect(merged([cut(['hall'], 90_000, ['a']), cut(['hall', 'watch'], 200, ['b'])])).toEqual([
		...['a', 'b']
	]);
	expect(merged([cut(['hall'], 10, ['a']), cut(['chair'], 10, ['b'])])).toEqual(['a', 'b']);
});

test('an entry takes nothing in, and what must not share a file does not', () => {
	expect(merged([cut(['hall'], 10, ['a'], true), cut(['hall', 'watch'], 10, ['b'])])).toEqual([
		...['a', 'b']
	]);
	const phone = [cut(['phone', 'hall'], 10, ['a']), cut(['hall', 'watch'], 10, ['b'])];
	expect(merged(phone, {}, ({ loaders }) => loaders.has('phone'))).toEqual(['a', 'b']);
});

test('no two files import each other in a circle', () => {
	const cuts = () => [
		cut(['hall'], 10, ['a']),
		cut(['hall', 'watch'], 10, ['b'], true),
		cut(['hall', 'watch', 'chair'], 10, ['c'])
	];
	expect(merged(cuts())).toEqual(['ac', 'b']);
	expect(merged(cuts(), { a: ['b'], b: ['c'] })).toEqual(['a', 'b', 'c']);
	expect(merged(cuts(), { a: ['b'] })).toEqual(['ac', 'b']);
});

/** The build, read: whatever package is in it stands in licences.txt, and its files are read in an order. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { shippedPackages } from '../../scripts/licences.mjs';

test('every package of which there is code in the build stands in licences.txt', () => {
	const folder = join(import.meta.dirname, '../../build/server');
	const maps = (readdirSync(folder, { recursive: true }) as string[]).filter((file) =>
		file.endsWith('.map')
	);
	const found = new Set<string>();
	for (const map of maps)
		for (const [, name] of readFileSync(join(folder, map), 'utf8').matchAll(
			/node_modules\/((?:@[^/"]+\/)?[^/"]+)\/[^"]*"/g
		))
			found.add(name!);
	expect(found.size).toBeGreaterThan(0);
	const named = [...shippedPackages().keys()].map((path) => path.split('node_modules/').at(-1));
	expect([...found].filter((name) => !named.includes(name))).toEqual([]);
});

test('no two of the files that browsers load import each other in a circle', () => {
	const folder = join(import.meta.dirname, '../../build/client/_app/immutable');
	const files = (readdirSync(folder, { recursive: true }) as string[])
		.filter((file) => file.endsWith('.js'))
		.map((file) => join(folder, file));
	const left = new Map(
		files.map((file) => {
			const imports = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/g);
			return [file, new Set([...imports].map(([, path]) => join(dirname(file), path!)))] as const;
		})
	);
	expect([...left.values()].some((imports) => imports.size > 0)).toBe(true);
	// Those that import nothing that is left go, again and again.
	for (;;) {
		const done = [...left].filter(([, imports]) => ![...imports].some((one) => left.has(one)));
		if (done.length === 0) break;
		for (const [file] of done) left.delete(file);
	}
	expect([...left.keys()]).toEqual([]);
});

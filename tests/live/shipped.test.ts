/** The build, read: whatever package is in it stands in licences.txt. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

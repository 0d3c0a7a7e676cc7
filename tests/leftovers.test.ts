/** What a killed run of the tests left in memory and in the cache goes with a later one. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { removeLeftovers } from '../scripts/leftovers.mjs';

test('old folders of that name go with all that is in them; one in use, and what others made, stays', () => {
	const memory = mkdtempSync(join(tmpdir(), 'yitang-memory-'));
	onTestFinished(() => rmSync(memory, { recursive: true, force: true }));
	const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3600_000);
	for (const [name, hours] of [
		['yitang-tests-old', 2],
		['yitang-tests-now', 0.5],
		['somebody-else', 48]
	] as const) {
		mkdirSync(join(memory, name, 'data'), { recursive: true });
		writeFileSync(join(memory, name, 'data/yitang.db'), 'rows');
		utimesSync(join(memory, name), hoursAgo(hours), hoursAgo(hours));
	}
	removeLeftovers(memory, 'yitang-tests-');
	expect(readdirSync(memory).sort()).toEqual(['somebody-else', 'yitang-tests-now']);
	removeLeftovers(memory, 'somebody-', 24 * 3600_000);
	expect(readdirSync(memory)).toEqual(['yitang-tests-now']);
});

import { expect, test } from 'vitest';
import { offerDamaged } from './damaged-updates.ts';
import { writeAtRandom } from './documents-random.ts';

test('[F20] 2,500 joins, leaves and edits: the stored text is what the writers wrote, always; `npm run prove` takes 10,000 steps', async () => {
	const { expected, held, stored } = await writeAtRandom(2500, 20);
	expect(expected.length).toBeGreaterThan(20);
	expect(held).toEqual(expected);
	expect(stored).toEqual(expected);
});

test('[F28 B23] twenty thousand damaged updates: what is taken without the sandbox finds its place in Yjs', () => {
	const { taken, faults } = offerDamaged(20_000, 28);
	expect(faults).toEqual([]);
	expect(taken).toBeGreaterThan(100);
});

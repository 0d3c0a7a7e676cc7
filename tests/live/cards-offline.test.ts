import { expect, test } from 'vitest';
import { writeOffline } from './offline.ts';

const PHONES = 120;

test('[K9 C27 F14] 120 phones write through a dead and then a bad line: none lost, none doubled; `npm run prove` has 500', async () => {
	expect(await writeOffline(PHONES, 7)).toEqual({
		phones: PHONES,
		written: PHONES * 1.5,
		refused: 0,
		heldBack: true,
		count: { cards: PHONES * 1.5, people: PHONES, papers: 0 },
		lost: 0,
		twice: 0,
		folds: true
	});
});

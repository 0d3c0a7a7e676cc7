import { expect, it } from 'vitest';
import { subjectOf } from './panel.svelte.ts';

it('a panel is about what its props name by id, so that what was begun for one is not done to the next', () => {
	const vote = { id: 'v1', step: 'open' };
	expect(subjectOf({ vote, now: 1 })).toBe(
		subjectOf({ vote: { ...vote, step: 'closed' }, now: 2 })
	);
	expect(subjectOf({ vote })).not.toBe(subjectOf({ vote: { ...vote, id: 'v2' } }));
	expect(subjectOf({ speaker: { entry: { id: 'e1' } } })).toBe('e1');
	expect(subjectOf({ board: { id: 'b1' }, seat: { id: 'a' } })).toBe('b1 a');
	expect(subjectOf({ named: true, counts: {}, at: null })).toBe('');
});

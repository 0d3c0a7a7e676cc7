import { expect, it } from 'vitest';
import { words, type Node } from './decision.ts';
import { textsOf } from './projected.ts';

it('the texts of a list are those that stand in it, however it became what it is', () => {
	const node = { text: words('said', 'spoken') } as unknown as Node;
	const turn = (id: string) => ({ text: { id, hash: '' } });
	const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(turn);
	const ids = (...list: unknown[]) => [...textsOf(list, node).keys()].join('');
	expect(ids()).toBe('');
	expect(ids(a, b)).toBe('ab');
	expect(ids(a, b, c), 'longer').toBe('abc');
	expect(ids(a, b), 'taken back').toBe('ab');
	expect(ids(a, d, c), 'another in its place').toBe('adc');
	expect(ids(d, c), 'from the front').toBe('dc');
	expect(ids(d, c, a), 'longer again').toBe('dca');
});

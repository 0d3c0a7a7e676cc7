/** Moving by key and by hand: the same places, never one that the outline does not allow. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { dropAt, stepSpot, type Direction } from './agenda-drop.ts';
import { addToAgenda, moveInAgenda, withBelow } from './agenda-edits.ts';
import { readAgenda } from './agenda.ts';

/** `a b/c d` : b stands with c below it. */
function docOf(...lines: [string, string | null][]): Y.Doc {
	const doc = new Y.Doc();
	for (const [id, parent] of lines) addToAgenda(doc, { id }, { parent, index: Infinity });
	return doc;
}
const rows = (doc: Y.Doc) => readAgenda(doc).items.map((item) => `${item.id}${item.depth}`);

function step(doc: Y.Doc, id: string, direction: Direction): string {
	const spot = stepSpot(readAgenda(doc).items, id, direction);
	if (spot) moveInAgenda(doc, id, spot);
	return rows(doc).join(' ');
}

it('by key: up and down among its like, out at the ends, in below the one above', () => {
	const doc = docOf(['a', null], ['b', null], ['c', 'b'], ['d', 'b']);
	expect(step(doc, 'd', 'up')).toBe('a1 b1 d2 c2');
	expect(step(doc, 'd', 'up')).toBe('a1 d1 b1 c2');
	expect(step(doc, 'd', 'in')).toBe('a1 d2 b1 c2');
	expect(step(doc, 'b', 'in')).toBe('a1 d2 b2 c3');
	expect(step(doc, 'd', 'down')).toBe('a1 b2 c3 d2');
	expect(step(doc, 'd', 'down')).toBe('a1 b2 c3 d1');
	expect(step(doc, 'c', 'in')).toBe('a1 b2 c3 d1');
	expect(step(doc, 'b', 'out')).toBe('a1 b1 c2 d1');
	expect(step(doc, 'a', 'up')).toBe('a1 b1 c2 d1');
});

it('by hand: at the level of the pointer as far as the rows around allow it', () => {
	const doc = docOf(['a', null], ['b', null], ['c', 'b'], ['d', null]);
	const { items } = readAgenda(doc);
	expect(dropAt(items, 'd', 1, 3)).toMatchObject({ depth: 2, spot: { parent: 'a', index: 0 } });
	expect(dropAt(items, 'd', 0, 2)).toMatchObject({ depth: 1, spot: { parent: null, index: 0 } });
	expect(dropAt(items, 'd', 2, 1)).toMatchObject({ depth: 2, spot: { parent: 'b', index: 0 } });
	expect(dropAt(items, 'd', 3, 3)).toMatchObject({ depth: 3, spot: { parent: 'c', index: 0 } });
	expect(dropAt(items, 'b', 1, 3)).toMatchObject({ depth: 2, spot: { parent: 'a', index: 0 } });
});

it('by hand: it lands in the gap and at the level that were shown', () => {
	const tree = fc.array(fc.nat(9), { minLength: 3, maxLength: 10 });
	fc.assert(
		fc.property(
			tree,
			fc.nat(),
			fc.nat(),
			fc.integer({ min: 1, max: 4 }),
			(parents, a, b, level) => {
				const doc = docOf();
				parents.forEach((parent, n) => {
					const under = parent < n ? `n${parent}` : null;
					if (!addToAgenda(doc, { id: `n${n}` }, { parent: under, index: Infinity }))
						addToAgenda(doc, { id: `n${n}` });
				});
				const { items } = readAgenda(doc);
				const id = items[a % items.length]!.id;
				const moving = withBelow(items, id).map((item) => item.id);
				const rest = items.map((item) => item.id).filter((one) => !moving.includes(one));
				const drop = dropAt(items, id, b % (rest.length + 1), level);
				if (!drop) return;
				expect(moveInAgenda(doc, id, drop.spot)).toBe(true);
				const after = readAgenda(doc).items;
				expect(after.map((item) => item.id)).toEqual([
					...rest.slice(0, drop.gap),
					...moving,
					...rest.slice(drop.gap)
				]);
				expect(after.find((item) => item.id === id)!.depth).toBe(drop.depth);
			}
		),
		{ seed: 20260411 }
	);
});

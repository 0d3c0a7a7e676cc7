/** The shared agenda: what people do to it at the same time, and what comes out everywhere. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
	addToAgenda,
	mergeInAgenda,
	moveInAgenda,
	removeFromAgenda,
	restoreInAgenda,
	spotAt
} from './agenda-edits.ts';
import { addExcerpt, retitle, rewriteText, setGoal } from './agenda-texts.ts';
import { agendaMap, ITEM, itemIn, readAgenda, type Outline } from './agenda.ts';
import { isPlace, placeBetween, spreadPlaces } from './places.ts';

function docOf(...ids: string[]): Y.Doc {
	const doc = new Y.Doc();
	for (const id of ids) addToAgenda(doc, { id, title: id.toUpperCase() });
	return doc;
}

/** The same document in other hands. */
function copies(doc: Y.Doc, count: number): Y.Doc[] {
	return Array.from({ length: count }, (_, n) => {
		const copy = new Y.Doc();
		copy.clientID = n + 1;
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
		return copy;
	});
}

function sync(from: Y.Doc, to: Y.Doc): void {
	Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
}

function syncAll(docs: Y.Doc[]): void {
	for (const from of docs) for (const to of docs) if (from !== to) sync(from, to);
}

/** `a(b c) d` */
function shape({ items }: Outline): string {
	const below = (parent: string | null): string =>
		items
			.filter((item) => item.parent === parent)
			.map((item) => {
				const inside = below(item.id);
				return inside ? `${item.id}(${inside})` : item.id;
			})
			.join(' ');
	return below(null);
}

const at = (doc: Y.Doc) => shape(readAgenda(doc));

function put(doc: Y.Doc, id: string, how: 'before' | 'after' | 'into', target: string): boolean {
	const spot = spotAt(readAgenda(doc).items, how, target, id);
	return spot !== null && moveInAgenda(doc, id, spot);
}

describe('one person', () => {
	it('adds, moves, nests and takes out', () => {
		const doc = docOf('a', 'b', 'c');
		expect(at(doc)).toBe('a b c');
		put(doc, 'c', 'before', 'a');
		expect(at(doc)).toBe('c a b');
		put(doc, 'b', 'into', 'c');
		put(doc, 'a', 'into', 'c');
		expect(at(doc)).toBe('c(b a)');
		put(doc, 'a', 'before', 'b');
		expect(at(doc)).toBe('c(a b)');
		const gone = removeFromAgenda(doc, 'c');
		expect(at(doc)).toBe('');
		expect(readAgenda(doc).gone).toEqual(['a', 'b', 'c']);
		restoreInAgenda(doc, gone);
		expect(at(doc)).toBe('c(a b)');
	});

	it('puts nothing under itself, on a fourth level, or beyond fifty', () => {
		const doc = docOf('a', 'b', 'c', 'd');
		expect(put(doc, 'b', 'into', 'a')).toBe(true);
		expect(put(doc, 'c', 'into', 'b')).toBe(true);
		expect(put(doc, 'd', 'into', 'c')).toBe(false);
		expect(put(doc, 'a', 'into', 'c')).toBe(false);
		expect(put(doc, 'a', 'into', 'a')).toBe(false);
		expect(addToAgenda(doc, { id: 'e' }, { parent: 'c', index: 0 })).toBe(false);
		expect(addToAgenda(doc, { id: 'a' })).toBe(false);
		for (let n = 0; n < 46; n++) expect(addToAgenda(doc, { id: `m${n}` })).toBe(true);
		expect(addToAgenda(doc, { id: 'over' })).toBe(false);
		expect(at(doc)).toMatch(/^a\(b\(c\)\) d m0 /);
	});

	it('merges one item into another with all it has', () => {
		const doc = docOf('a', 'b', 'c');
		put(doc, 'c', 'into', 'b');
		setGoal(doc, 'b', '定下三条');
		addExcerpt(doc, 'b', { id: 'x1', text: '油烟须净化', source: '环保法' });
		expect(mergeInAgenda(doc, 'b', 'c')).toBe(false);
		expect(mergeInAgenda(doc, 'b', 'a')).toBe(true);
		expect(at(doc)).toBe('a(c)');
		expect(readAgenda(doc).items[0]).toMatchObject({
			goal: '定下三条',
			minutes: 20,
			excerpts: [{ text: '油烟须净化', source: '环保法' }]
		});
	});

	it('cuts words to what the room takes, and cleans them', () => {
		const doc = docOf('a');
		retitle(doc, 'a', `  ${'字'.repeat(70)}\u202E`);
		setGoal(doc, 'a', '👨‍👩‍👧'.repeat(130));
		const [item] = readAgenda(doc).items;
		expect(item!.title).toBe('字'.repeat(60));
		expect(item!.goal).toBe('👨‍👩‍👧'.repeat(120));
	});
});

describe('two people at the same time', () => {
	it('move the same item: it stands in one of the two places, whole', () => {
		const [one, two] = copies(docOf('a', 'b', 'c', 'd'), 2) as [Y.Doc, Y.Doc];
		put(one, 'd', 'into', 'a');
		put(two, 'd', 'before', 'a');
		syncAll([one, two]);
		expect(at(one)).toBe(at(two));
		expect(['a(d) b c', 'd a b c']).toContain(at(one));
	});

	it('put two items into each other: no circle, nothing lost', () => {
		const [one, two] = copies(docOf('a', 'b', 'c'), 2) as [Y.Doc, Y.Doc];
		put(one, 'a', 'into', 'b');
		put(two, 'b', 'into', 'a');
		syncAll([one, two]);
		expect(at(one)).toBe('a(b) c');
		expect(at(two)).toBe('a(b) c');
	});

	it('one takes out what the other adds to: the addition stays, in its place', () => {
		const [one, two] = copies(docOf('a', 'b', 'c'), 2) as [Y.Doc, Y.Doc];
		removeFromAgenda(one, 'b');
		addToAgenda(two, { id: 'n' }, { parent: 'b', index: 0 });
		syncAll([one, two]);
		expect(at(one)).toBe('a n c');
		expect(at(two)).toBe('a n c');
	});

	it('nest too deep together: the third level takes it', () => {
		const doc = docOf('a', 'b', 'c', 'd');
		put(doc, 'b', 'into', 'a');
		const [one, two] = copies(doc, 2) as [Y.Doc, Y.Doc];
		put(one, 'c', 'into', 'b');
		put(two, 'd', 'into', 'c');
		syncAll([one, two]);
		expect(at(one)).toBe('a(b(c d))');
		expect(at(two)).toBe('a(b(c d))');
		// And it can be moved out again from there.
		expect(put(one, 'd', 'before', 'c')).toBe(true);
		expect(at(one)).toBe('a(b(d c))');
	});

	it('type in one title: both words are there', () => {
		const [one, two] = copies(docOf('a'), 2) as [Y.Doc, Y.Doc];
		retitle(one, 'a', 'A用途');
		retitle(two, 'a', '一A');
		syncAll([one, two]);
		expect(readAgenda(one).items[0]!.title).toBe('一A用途');
		expect(readAgenda(two)).toEqual(readAgenda(one));
	});

	it('append at the same time, and somebody puts an item between', () => {
		const [one, two] = copies(docOf('a'), 2) as [Y.Doc, Y.Doc];
		addToAgenda(one, { id: 'x' });
		addToAgenda(two, { id: 'y' });
		syncAll([one, two]);
		expect(at(one)).toBe('a x y');
		put(one, 'a', 'after', 'x');
		expect(at(one)).toBe('x a y');
	});
});

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const id = fc.constantFrom(...IDS);
const step = fc.oneof(
	fc.record({
		what: fc.constant('move' as const),
		who: fc.nat(3),
		id,
		how: fc.constantFrom('before' as const, 'after' as const, 'into' as const),
		target: id
	}),
	fc.record({ what: fc.constant('remove' as const), who: fc.nat(3), id }),
	fc.record({ what: fc.constant('restore' as const), who: fc.nat(3), id }),
	fc.record({ what: fc.constant('merge' as const), who: fc.nat(3), id, target: id }),
	fc.record({ what: fc.constant('title' as const), who: fc.nat(3), id, words: fc.string() }),
	fc.record({ what: fc.constant('sync' as const), who: fc.nat(3), to: fc.nat(3) })
);

describe('four people, anything, in any order', () => {
	it('ends with one agenda everywhere: nothing lost, nothing twice, no circle', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 60 }), fc.array(fc.nat(11)), (steps, order) => {
				const docs = copies(docOf(...IDS), 4);
				let added = 0;
				for (const one of steps) {
					const doc = docs[one.who]!;
					if (one.what === 'move') put(doc, one.id, one.how, one.target);
					else if (one.what === 'remove') removeFromAgenda(doc, one.id);
					else if (one.what === 'restore') restoreInAgenda(doc, [one.id]);
					else if (one.what === 'merge') mergeInAgenda(doc, one.id, one.target);
					else if (one.what === 'title') retitle(doc, one.id, one.words);
					else if (one.to !== one.who) sync(doc, docs[one.to]!);
					if (one.what === 'title') addToAgenda(doc, { id: `n${(added += 1)}w${one.who}` });
				}
				for (const n of order) sync(docs[n % 4]!, docs[(n + 1 + (n % 3)) % 4]!);
				syncAll(docs);
				const [first, ...rest] = docs.map((doc) => readAgenda(doc));
				for (const other of rest) expect(other).toEqual(first);
				sound(docs[0]!, first!);
				// What everybody sees can be moved on from there.
				for (const [n, item] of first!.items.entries()) {
					const target = first!.items[(n + 1) % first!.items.length]!;
					put(docs[0]!, item.id, 'before', target.id);
					sound(docs[0]!, readAgenda(docs[0]!));
				}
			}),
			{ numRuns: 150, seed: 20260411 }
		);
	});

	it('a move does what it says, whatever was there before', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40 }), step, (steps, last) => {
				const docs = copies(docOf(...IDS), 4);
				for (const one of steps) {
					if (one.what === 'move') put(docs[one.who]!, one.id, one.how, one.target);
					else if (one.what === 'remove') removeFromAgenda(docs[one.who]!, one.id);
				}
				syncAll(docs);
				if (last.what !== 'move') return;
				const doc = docs[0]!;
				const before = readAgenda(doc).items.map((item) => item.id);
				if (!put(doc, last.id, last.how, last.target)) return;
				const { items } = readAgenda(doc);
				expect(items.map((item) => item.id).sort()).toEqual(before.sort());
				const moved = items.find((item) => item.id === last.id)!;
				const target = items.find((item) => item.id === last.target)!;
				const row = items.filter((item) => item.parent === moved.parent).map(({ id }) => id);
				if (last.how === 'into') expect(moved.parent).toBe(last.target);
				else {
					expect(moved.parent).toBe(target.parent);
					const gap = last.how === 'after' ? 1 : -1;
					expect(row.indexOf(last.id)).toBe(row.indexOf(last.target) + gap);
				}
			}),
			{ numRuns: 300, seed: 20260411 }
		);
	});
});

/** Every living item once, after its parent, inside it, at most three levels deep. */
function sound(doc: Y.Doc, { items, gone }: Outline): void {
	const known = [...agendaMap(doc).keys()];
	expect([...items.map((item) => item.id), ...gone].sort()).toEqual(known.sort());
	const path: string[] = [];
	for (const item of items) {
		path.length = item.depth - 1;
		expect(item.parent).toBe(path.at(-1) ?? null);
		path.push(item.id);
		expect(path.length).toBeLessThanOrEqual(3);
	}
}

describe('[B22] bytes that no editor wrote', () => {
	it('are read as what can be read, the same everywhere', () => {
		const doc = docOf('a', 'b');
		const map = agendaMap(doc);
		map.set('__proto__', new Y.Map());
		map.set('not-a-map', 'text');
		map.set('<img>', new Y.Map());
		const odd = new Y.Map<unknown>();
		map.set('odd', odd);
		odd.set(ITEM.place, { under: 'nobody', at: '!!' });
		odd.set(ITEM.title, 7);
		odd.set(ITEM.kind, 'party');
		odd.set(ITEM.minutes, -4);
		odd.set(ITEM.excerpts, 'none');
		itemIn(doc, 'b')!.set(ITEM.place, { under: 'b', at: 'V' });
		const { items } = readAgenda(doc);
		expect(items.map((item) => item.id)).toEqual(['odd', 'a', 'b']);
		expect(items[0]).toMatchObject({ title: '', kind: 'speech', minutes: 1, excerpts: [] });
		expect(put(doc, 'b', 'into', 'odd')).toBe(true);
		expect(at(doc)).toBe('odd(b) a');
	});

	it('cost little, however many', () => {
		const doc = new Y.Doc();
		doc.transact(() => {
			for (let n = 0; n < 5_000; n++) {
				const item = new Y.Map();
				agendaMap(doc).set(`n${n}`, item);
				item.set(ITEM.place, { under: `n${n - 1}`, at: 'V' });
			}
		});
		const start = process.cpuUsage();
		const { items } = readAgenda(doc);
		// Of the processor: the machine does other things too.
		expect(process.cpuUsage(start).user / 1000).toBeLessThan(1_000);
		expect(Math.max(...items.map((item) => item.depth))).toBeLessThanOrEqual(3);
	});
});

describe('places', () => {
	it('have room between any two, and at both ends', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(), { maxLength: 80 }), (gaps) => {
				const row: string[] = [];
				for (const gap of gaps) {
					const n = gap % (row.length + 1);
					row.splice(n, 0, placeBetween(row[n - 1] ?? null, row[n] ?? null));
				}
				expect(row.every(isPlace)).toBe(true);
				expect([...new Set(row)].sort()).toEqual(row);
			})
		);
	});

	it('stay short at the end, and spread in order', () => {
		let last: string | null = null;
		for (let n = 0; n < 200; n++) last = placeBetween(last, null);
		expect(last!.length).toBeLessThan(8);
		for (const count of [1, 7, 60, 61, 200]) {
			const row = spreadPlaces(count);
			expect([...new Set(row)].sort()).toEqual(row);
			expect(row.every(isPlace)).toBe(true);
		}
	});
});

describe('rewriting a text', () => {
	it('gives the new words and never half a character', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
				const text = new Y.Doc().getText();
				text.insert(0, a);
				rewriteText(text, b);
				expect(text.toString()).toBe(b);
			})
		);
		const text = new Y.Doc().getText();
		text.insert(0, '😀');
		rewriteText(text, '😁');
		expect(text.toString()).toBe('😁');
	});
});

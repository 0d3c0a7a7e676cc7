import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { MinutesIndex } from './minutes-index.ts';
import { minutesFragment, NODE, readMinutes } from './minutes.ts';

type Step = {
	who: 0 | 1;
	do: 'insert' | 'delete' | 'type' | 'tag' | 'renumber' | 'undo' | 'merge';
} & {
	kind: 'paragraph' | 'fact' | 'gist';
	at: number;
	n: number;
};

const STEP = fc.record<Step>({
	who: fc.constantFrom(0, 1),
	do: fc.constantFrom('insert', 'insert', 'delete', 'type', 'tag', 'renumber', 'undo', 'merge'),
	kind: fc.constantFrom('paragraph', 'fact', 'gist'),
	at: fc.nat(20),
	n: fc.integer({ min: 1, max: 5 })
});

function node(kind: Step['kind'], n: number): Y.XmlElement {
	const made = new Y.XmlElement(NODE[kind]);
	if (kind === 'fact') made.setAttribute('seq', n as unknown as string);
	if (kind === 'gist') made.setAttribute('id', `g${n}`);
	return made;
}

/** Two writers, each with an undo of their own, who hear of each other now and then. */
class Desk {
	readonly docs = [new Y.Doc(), new Y.Doc()] as const;
	readonly indexes = this.docs.map((doc) => MinutesIndex.of(doc));
	readonly #undo = this.docs.map((doc) => new Y.UndoManager(minutesFragment(doc)));

	do({ who, do: what, kind, at, n }: Step): void {
		const fragment = minutesFragment(this.docs[who]);
		const place = fragment.length === 0 ? 0 : at % fragment.length;
		const there = fragment.length === 0 ? undefined : (fragment.get(place) as Y.XmlElement);
		if (what === 'insert') fragment.insert(place, [node(kind, n)]);
		else if (what === 'undo') this.#undo[who]!.undo();
		else if (what === 'merge') this.merge();
		else if (!there) return;
		else if (what === 'delete') fragment.delete(place, Math.min(n, fragment.length - place));
		else if (what === 'type') there.insert(0, [new Y.XmlText(`${n}`)]);
		else if (what === 'tag') there.setAttribute('tag', n % 2 ? 'agreed' : 'disputed');
		else there.setAttribute(there.nodeName === NODE.fact ? 'seq' : 'id', `g${n}`);
	}

	merge(): void {
		const [one, other] = this.docs;
		Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)));
		Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)));
	}
}

describe('the index of the minutes', () => {
	it('[M3] is what is read from zero, whatever two writers do', () => {
		fc.assert(
			fc.property(fc.array(STEP, { maxLength: 40 }), (steps) => {
				const desk = new Desk();
				for (const step of steps) {
					desk.do(step);
					for (const [n, doc] of desk.docs.entries()) {
						const index = desk.indexes[n]!;
						const blocks = readMinutes(doc);
						const nodes = minutesFragment(doc).toArray();
						expect(index.blocks).toEqual(blocks);
						expect(index.last).toBe(nodes.at(-1) ?? null);
						for (let seq = 1; seq <= 5; seq++) {
							const there = nodes.filter(
								(one) => one instanceof Y.XmlElement && one.getAttribute('seq') === (seq as never)
							);
							expect([...index.factNodes(seq)]).toEqual(expect.arrayContaining(there));
							expect(index.factNodes(seq).size).toBe(there.length);
							const gist = blocks.find((one) => one.kind === 'gist' && one.id === `g${seq}`);
							expect(index.gist(`g${seq}`)).toEqual(gist ?? null);
						}
					}
				}
			}),
			{ seed: 11, numRuns: 100 }
		);
	});

	it('says which gist lines changed, and nothing of the others', () => {
		const doc = new Y.Doc();
		const fragment = minutesFragment(doc);
		fragment.insert(0, [node('gist', 1), node('fact', 9), node('gist', 2)]);
		const changed = MinutesIndex.of(doc).followGists();
		expect([...changed]).toEqual(['g1', 'g2']);
		changed.clear();
		(fragment.get(0) as Y.XmlElement).insert(0, [new Y.XmlText('价格')]);
		expect([...changed]).toEqual(['g1']);
		fragment.delete(2, 1);
		expect([...changed]).toEqual(['g1', 'g2']);
	});

	it('may be made while a change is under way', () => {
		const doc = new Y.Doc();
		const fragment = minutesFragment(doc);
		let index: MinutesIndex | undefined;
		doc.transact(() => {
			fragment.insert(0, [node('gist', 1), node('gist', 1)]);
			index = MinutesIndex.of(doc);
			fragment.insert(2, [node('gist', 2)]);
		});
		fragment.delete(1, 1);
		(fragment.get(0) as Y.XmlElement).insert(0, [new Y.XmlText('价格')]);
		fragment.insert(0, [node('gist', 1)]);
		expect(index!.blocks).toEqual(readMinutes(doc));
	});

	it('reads what changed, however long the minutes are', () => {
		const doc = new Y.Doc();
		const fragment = minutesFragment(doc);
		const index = MinutesIndex.of(doc);
		const perKey: number[] = [];
		for (let turn = 1; turn <= 400; turn++) {
			fragment.insertAfter(index.last, [node('fact', turn), node('gist', turn)]);
			(index.last as Y.XmlElement).insert(0, [new Y.XmlText('议')]);
			const before = index.read;
			expect(index.blocks).toHaveLength(2 * turn);
			if (turn % 100 === 0) perKey.push(index.read - before);
		}
		expect(perKey).toEqual([2, 2, 2, 2]);
	});
});

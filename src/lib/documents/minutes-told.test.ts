import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { MinutesFact } from '#lib/meeting/registry.ts';
import { emptyMinutes, type MinutesState } from '#lib/meeting/minutes/minutes.ts';
import { MinutesIndex } from './minutes-index.ts';
import {
	emptyGist,
	lacksFacts,
	lastSeq,
	putFacts,
	toNote,
	type RoomFacts
} from './minutes-told.ts';
import { minutesFragment, readMinutes } from './minutes.ts';

const stage = (seq: number): MinutesFact => ({
	seq,
	at: seq,
	actor: 's1',
	kind: 'procedure',
	what: 'round',
	round: 1
});
const turn = (seq: number) => ({ ...stage(seq), what: 'turn' }) as unknown as MinutesFact;

/** A room with these facts. */
const room = (seq: number, ...facts: MinutesFact[]): RoomFacts => ({
	seq,
	fact: (seq) => facts.find((fact) => fact.seq === seq),
	broughtAfter: (seq) => facts.filter((fact) => fact.seq > seq)
});

/** `12` a fact, `[g13]` a slot, `¶` an empty paragraph, else its words. */
function shape(doc: Y.Doc): string {
	return readMinutes(doc)
		.map((block) => {
			if (block.kind === 'fact') return String(block.seq);
			if (block.kind === 'list') return 'list';
			const words = block.words.map((word) => ('text' in word ? word.text : word.seat)).join('');
			if (block.kind === 'gist') return `[${words || block.id}]`;
			return words || '¶';
		})
		.join(' ');
}

function write(doc: Y.Doc, at: number, words: string): void {
	const node = minutesFragment(doc).get(at) as Y.XmlElement;
	node.insert(node.length, [new Y.XmlText(words)]);
}

function slot(doc: Y.Doc, id: string): Y.XmlElement {
	const found = minutesFragment(doc)
		.toArray()
		.find((node) => (node as Y.XmlElement).getAttribute('id') === id);
	return found as Y.XmlElement;
}

describe('facts go into the document', () => {
	it('[M2] in order, a turn with a slot for its gist, before the paragraph at the end', () => {
		const doc = new Y.Doc();
		putFacts(doc, room(6, stage(3), turn(5)));
		expect(shape(doc)).toBe('3 5 [g5] ¶');
		expect(lastSeq(doc)).toBe(6);
		putFacts(doc, room(9, stage(3), turn(5), turn(9)));
		expect(shape(doc)).toBe('3 5 [g5] 9 [g9] ¶');
	});

	it('[M2] once: what is in is not put in again, also after somebody deleted it', () => {
		const doc = new Y.Doc();
		const facts = room(5, stage(3), stage(5));
		putFacts(doc, facts);
		minutesFragment(doc).delete(0, 1);
		putFacts(doc, facts);
		expect(shape(doc)).toBe('5 ¶');
		expect(lacksFacts(doc, facts)).toBe(false);
	});

	it('[M2] the number and its fact are one transaction', () => {
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		putFacts(doc, room(7, stage(3), turn(5)));
		expect(updates).toHaveLength(1);
	});

	it('[M2] what people wrote stays where it is', () => {
		const doc = new Y.Doc();
		putFacts(doc, room(3, stage(3)));
		write(doc, 1, '补充说明');
		putFacts(doc, room(4, stage(3), stage(4)));
		expect(shape(doc)).toBe('3 补充说明 4 ¶');
	});

	it('[M2] a start that was taken back goes, with its slot when nobody wrote in it', () => {
		const doc = new Y.Doc();
		putFacts(doc, room(5, turn(3), turn(5)));
		slot(doc, 'g5').insert(0, [new Y.XmlText('先说价格')]);
		expect(lacksFacts(doc, room(7), [5])).toBe(true);
		putFacts(doc, room(7), [3, 5]);
		expect(shape(doc)).toBe('[先说价格] ¶');
	});

	it('[F29] numbers that somebody forged go when the next fact comes', () => {
		const doc = new Y.Doc();
		putFacts(doc, room(3, stage(3)));
		const forged = new Y.XmlElement('fact');
		forged.setAttribute('seq', 999 as unknown as string);
		minutesFragment(doc).insert(0, [forged]);
		putFacts(doc, room(4, stage(3), stage(4)));
		expect(shape(doc)).toBe('3 4 ¶');
	});

	it('[M2] any way of cutting the journal into pieces gives the same document', () => {
		const facts = Array.from({ length: 12 }, (_, n) => (n % 3 ? stage(n + 1) : turn(n + 1)));
		const whole = new Y.Doc();
		putFacts(whole, room(12, ...facts));
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 6 }), (cuts) => {
				const doc = new Y.Doc();
				for (const cut of [...cuts.toSorted((a, b) => a - b), 12])
					putFacts(doc, room(cut, ...facts.filter(({ seq }) => seq <= cut)));
				expect(shape(doc)).toBe(shape(whole));
			})
		);
	});
});

describe('gist lines come out', () => {
	const WRITTEN = { at: 0, writtenAt: 0 };
	const bodies = new Map<string, string | null>([
		['t1', '价格'],
		['t2', null]
	]);
	const knows = (id: string, text: string, change = {}): MinutesState => ({
		...emptyMinutes(),
		lines: [
			{
				id,
				fact: 5,
				tag: null,
				relayed: false,
				...WRITTEN,
				text: { id: text, hash: '' },
				...change
			}
		]
	});
	function written(words: string): Y.Doc {
		const doc = new Y.Doc();
		putFacts(doc, room(5, turn(5)));
		if (words) slot(doc, 'g5').insert(0, [new Y.XmlText(words)]);
		return doc;
	}
	const told = (doc: Y.Doc, minutes: MinutesState) =>
		toNote(
			MinutesIndex.of(doc),
			new Set([...MinutesIndex.of(doc).followGists(), ...minutes.lines.map(({ id }) => id)]),
			minutes,
			bodies
		);

	it('[M7] a new line, and nothing for a slot that is empty', () => {
		expect(told(written(''), emptyMinutes())).toBeNull();
		expect(told(written('  价格  '), emptyMinutes())).toEqual({
			type: 'minutes.note',
			lines: [{ id: 'g5', fact: 5, tag: null, relayed: false, text: '价格' }],
			gone: []
		});
	});

	it('[M7] only what the room does not know', () => {
		expect(told(written('价格'), knows('g5', 't1'))).toBeNull();
		expect(told(written('价格'), knows('g5', 't1', { tag: 'agreed' }))?.lines).toEqual([
			{ id: 'g5', fact: 5, tag: null, relayed: false }
		]);
	});

	it('[M16] whose words it is, and when that changes alone', () => {
		const doc = written('价格');
		slot(doc, 'g5').setAttribute('owner', 'meeting');
		const line = { id: 'g5', fact: 5, owner: 'meeting', tag: null, relayed: false };
		expect(told(doc, knows('g5', 't1'))?.lines).toEqual([line]);
		expect(told(doc, knows('g5', 't1', { owner: 'meeting' }))).toBeNull();
		expect(told(doc, emptyMinutes())?.lines).toEqual([{ ...line, text: '价格' }]);
		slot(doc, 'g5').setAttribute('owner', 'somebody');
		expect(told(doc, knows('g5', 't1'))).toBeNull();
	});

	it('[M7] a line emptied by its writer is gone', () => {
		expect(told(written(''), knows('g5', 't1'))?.gone).toEqual(['g5']);
	});

	it('[L18] a line that was erased stays as an erased line, until somebody writes anew', () => {
		const doc = written('价格');
		emptyGist(doc, 'g5');
		expect(told(doc, knows('g5', 't2'))).toBeNull();
		expect(told(written('新写的'), knows('g5', 't2'))?.lines).toMatchObject([{ text: '新写的' }]);
	});

	it('[M7] what is too long is cut, not refused', () => {
		const text = told(written('长'.repeat(5000)), emptyMinutes())!.lines[0]!.text!;
		expect(text.length).toBeLessThanOrEqual(1000);
		expect(text.length).toBeGreaterThan(800);
	});
});

import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { MINUTES_META, minutesFragment, readMinutes } from './minutes.ts';

type Attributes = Record<string, unknown>;

function element(
	name: string,
	attributes: Attributes,
	children: (Y.XmlElement | Y.XmlText)[] = []
) {
	const node = new Y.XmlElement(name);
	for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value as string);
	node.insert(0, children);
	return node;
}

function text(words: string, marks: Attributes = {}) {
	const node = new Y.XmlText();
	node.insert(0, words, marks);
	return node;
}

function read(...nodes: (Y.XmlElement | Y.XmlText)[]) {
	const doc = new Y.Doc();
	minutesFragment(doc).insert(0, nodes);
	return readMinutes(doc);
}

describe('reading the minutes', () => {
	it('[M3] prose, lists, people, facts and gist lines come out as plain blocks', () => {
		const blocks = read(
			element('heading', { level: 2 }, [text('讨论')]),
			element('fact', { seq: 12 }),
			element('gist', { id: 'g1', fact: 12, owner: 'chair', tag: 'agreed', relayed: true }, [
				text('价格要'),
				element('mention', { seat: 's3' }),
				text('算得清')
			]),
			element('bulletList', {}, [
				element('listItem', {}, [element('paragraph', {}, [text('第一条', { bold: {} })])])
			])
		);
		expect(blocks).toEqual([
			{ kind: 'heading', level: 2, words: [{ text: '讨论', bold: false }] },
			{ kind: 'fact', seq: 12 },
			{
				kind: 'gist',
				id: 'g1',
				fact: 12,
				owner: 'chair',
				tag: 'agreed',
				relayed: true,
				words: [{ text: '价格要', bold: false }, { seat: 's3' }, { text: '算得清', bold: false }]
			},
			{
				kind: 'list',
				ordered: false,
				items: [[{ kind: 'paragraph', words: [{ text: '第一条', bold: true }] }]]
			}
		]);
	});

	it('[B28] links, pictures, unknown marks and attributes do not come out', () => {
		const blocks = read(
			element('script', {}, [text('alert(1)')]),
			element('image', { src: 'javascript:alert(1)' }),
			element('paragraph', { onclick: 'alert(1)', style: 'x' }, [
				text('点这里', { link: { href: 'javascript:alert(1)' }, bold: true })
			]),
			text('在段落外')
		);
		expect(blocks).toEqual([{ kind: 'paragraph', words: [{ text: '点这里', bold: true }] }]);
		expect(JSON.stringify(blocks)).not.toMatch(/javascript|onclick|href|src|script/);
	});

	it('[B29] what is typed is cleaned as any typed text', () => {
		const [block] = read(element('paragraph', {}, [text('好\u202E的\u0000了\uD800\n嗯')]));
		expect(block).toEqual({ kind: 'paragraph', words: [{ text: '好的了 嗯', bold: false }] });
	});

	it.each([
		['a number that is none', { seq: 'NaN' }],
		['a negative one', { seq: -1 }],
		['half a one', { seq: 1.5 }],
		['an object', { seq: { valueOf: 1 } }],
		['nothing', {}]
	])('[F29] a fact with %s is no fact', (_, attributes) => {
		expect(read(element('fact', attributes))).toEqual([]);
	});

	it('[F29] a fact cannot hide inside a list, and nobody can write what it says', () => {
		const blocks = read(
			element('bulletList', {}, [element('listItem', {}, [element('fact', { seq: 3 })])]),
			element('fact', { seq: 4, sentence: '全体同意' }, [text('全体同意')])
		);
		expect(blocks).toEqual([
			{ kind: 'list', ordered: false, items: [[]] },
			{ kind: 'fact', seq: 4 }
		]);
	});

	it('[M5] a pasted slot keeps its words as a paragraph: one id names one line', () => {
		const slot = () => element('gist', { id: 'g1', fact: 2 }, [text('同意')]);
		expect(read(slot(), slot()).map((block) => block.kind)).toEqual(['gist', 'paragraph']);
	});

	it('[B28] lists inside lists end somewhere', () => {
		let list = element('bulletList', {}, []);
		for (let depth = 0; depth < 200; depth++)
			list = element('bulletList', {}, [element('listItem', {}, [list])]);
		expect(JSON.stringify(read(list)).length).toBeLessThan(1000);
	});

	it('[M2] the server’s own notes are not part of the text', () => {
		const doc = new Y.Doc();
		doc.getMap(MINUTES_META).set('lastSeq', 7);
		expect(readMinutes(doc)).toEqual([]);
	});
});

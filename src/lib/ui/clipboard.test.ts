/** Structure that comes with a clipboard stays: rows, cells, lines, lists. */
import { describe, expect, it } from 'vitest';
import { htmlOf } from '../editor/pasting.ts';
import { pastedLines, pastedText, plainLines, type PastedNode } from './clipboard.ts';

/** Enough of a parser for well-formed fragments: tests have no DOM. */
function dom(html: string): PastedNode {
	const root = element('body', '');
	const open = [root];
	for (const [, close, name, attributes, words] of html.matchAll(
		/<(\/?)([\w:]+)([^>]*)>|([^<]+)/gu
	)) {
		const top = open.at(-1)!;
		if (words !== undefined)
			top.childNodes.push({ ...element('#text', ''), nodeType: 3, nodeValue: words });
		else if (close) open.pop();
		else {
			const made = element(name!.toUpperCase(), attributes!);
			top.childNodes.push(made);
			if (!/^(?:br|hr|img)$/u.test(name!)) open.push(made);
		}
	}
	return root;
}
function element(nodeName: string, attributes: string) {
	const childNodes: PastedNode[] = [];
	const getAttribute = (name: string) =>
		new RegExp(`${name}="([^"]*)"`, 'u').exec(attributes)?.[1] ?? null;
	return { nodeType: 1, nodeName, nodeValue: null as string | null, childNodes, getAttribute };
}
const lines = (html: string) =>
	pastedLines(dom(html)).map(({ runs }) => runs.map(({ text }) => text).join(''));
const cell = (words: string) => `<td>${words}</td>`;

describe('a pasted document', () => {
	it('has as many rows as a whole sheet', () => {
		const [table, body] = ['TABLE', 'TBODY'].map((name) => element(name, ''));
		const [row] = [...dom(`<tr>${cell('甲')}</tr>`).childNodes] as [PastedNode];
		body!.childNodes = Array.from({ length: 150_000 }, () => row);
		table!.childNodes.push(body!);
		expect(pastedLines({ ...element('BODY', ''), childNodes: [table!] })).toHaveLength(150_000);
	});

	it.each([
		[
			'a table of 2 × 2',
			`<table><tbody><tr>${cell('甲')}${cell('乙')}</tr><tr>${cell('丙')}${cell('丁')}</tr></tbody></table>`,
			['甲 | 乙', '丙 | 丁']
		],
		[
			'an empty cell in the middle',
			`<table><tr>${cell('甲')}${cell('')}${cell('丙')}${cell('')}</tr></table>`,
			['甲 | | 丙']
		],
		[
			'cells with paragraphs and breaks',
			`<table><tr>${cell('<p>甲</p><p>一</p>')}${cell('乙<br>二')}</tr></table>`,
			['甲 一 | 乙 二']
		],
		[
			'a table in a cell',
			`<table><tr>${cell(`<table><tr>${cell('甲')}${cell('乙')}</tr></table>`)}${cell('丙')}</tr></table>`,
			['甲 | 乙 | 丙']
		],
		[
			'words around a table',
			`前<table><caption>表</caption><tr><th>名</th><th>数</th></tr></table>后`,
			['前', '表', '名 | 数', '后']
		],
		['lines by <br>', '一<br>二<br/><br>三', ['一', '二', '三']],
		[
			'lines by <div>, as chats write them',
			'<div>一</div><div><span>二</span></div><section>三</section>',
			['一', '二', '三']
		],
		['a break within bold', '<p><b>一<br>二</b>三</p>', ['一', '二三']],
		['nested lists', '<ul><li>一<ul><li>甲</li></ul></li><li>二</li></ul>', ['一', '甲', '二']],
		[
			'what a word processor adds',
			'<head><style>p{}</style></head><p class="x">一<o:p></o:p>\n 二</p>',
			['一 二']
		],
		['preformatted lines', '<pre>一\n  二</pre>', ['一', '二']],
		['Unicode’s own line breaks', '<p>一\u2028二\u2029三\u000b四</p>', ['一', '二', '三', '四']],
		['nothing', '<p> </p><br><div></div>', []]
	])('%s', (_, html, expected) => expect(lines(html)).toEqual(expected));

	it('becomes paragraphs, headings, bold and lists of the editor, and never markup', () => {
		expect(htmlOf(pastedLines(dom('<h1>题</h1><p>一<strong>粗</strong></p>')))).toBe(
			'<h2>题</h2><p>一<strong>粗</strong></p>'
		);
		expect(
			htmlOf(pastedLines(dom('<ol><li>一<br>续</li><li>二<ul><li>甲</li></ul></li></ol><p>完</p>')))
		).toBe(
			'<ol><li><p>一</p><p>续</p></li><li><p>二</p><ul><li><p>甲</p></li></ul></li></ol><p>完</p>'
		);
		expect(
			htmlOf([
				{ runs: [{ text: '<b>&', bold: false }], heading: 0, depth: 0, ordered: false, more: false }
			])
		).toBe('<p>&lt;b&gt;&amp;</p>');
	});

	it('so deep that nobody made it by hand does no harm', () => {
		expect(lines('<div>'.repeat(3000) + '一' + '</div>'.repeat(3000))).toEqual([]);
	});
});

describe('plain text', () => {
	it('keeps lines of every kind and cells of rows', () => {
		expect(plainLines('甲\t乙\r\n丙\t丁\u2028戊\u2029己\u000b庚\r辛')).toEqual([
			...['甲 | 乙', '丙 | 丁', '戊', '己', '庚', '辛']
		]);
		expect(plainLines('1.\t坡道\n•\t扶手\n\t缩进')).toEqual(['1. 坡道', '• 扶手', '缩进']);
	});

	it('is left to the browser where it has no structure; a roll keeps its tabs', () => {
		const data = (plain: string) => ({
			getData: (type: string) => (type === 'text/plain' ? plain : '')
		});
		expect(pastedText(data('甲\n乙'))).toBeNull();
		expect(pastedText(data('甲\t乙'))).toBe('甲 | 乙');
		expect(pastedText(data('甲\t乙'), '\t')).toBeNull();
		expect(pastedText(data('甲\u2028乙'), '\t')).toBe('甲\n乙');
	});
});

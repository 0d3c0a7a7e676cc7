/** Workbooks as office programs write them, as other programs do, and as somebody makes them who means harm. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import '../../../../tests/web-worker.ts';
import { readWorkbook } from './read-workbook.ts';
import { readWorkbookInWorker } from './workbook.ts';

const RELATED = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relation = (id: string, kind: string, target: string) =>
	`<Relationship Id="${id}" Type="${RELATED}/${kind}" Target="${target}"/>`;
const inline = (at: string, words: string) =>
	`<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;

interface Parts {
	rows: string;
	shared?: string;
	styles?: string;
	workbook?: string;
	/** A sheet before the first. */
	hidden?: string;
	level?: 0 | 1 | 9;
}

function workbook({
	rows,
	shared = '',
	styles = '',
	workbook = '',
	hidden = '',
	level = 9
}: Parts): Uint8Array {
	const files = {
		'xl/workbook.xml': `<?xml version="1.0"?><workbook>${workbook}<sheets>${hidden}<sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships>${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'sharedStrings', '/xl/words.xml')}${relation('r3', 'styles', 'styles.xml')}${relation('r4', 'worksheet', 'worksheets/sheet2.xml')}</Relationships>`,
		'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
		'xl/worksheets/sheet2.xml': `<worksheet><sheetData><row r="1">${inline('A1', '选项')}</row></sheetData></worksheet>`,
		'xl/words.xml': `<sst>${shared}</sst>`,
		'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`
	};
	const bytes = Object.entries(files).map(([name, words]) => [name, strToU8(words)] as const);
	return zipSync(Object.fromEntries(bytes), { level });
}

const read = (parts: Parts) => readWorkbook(workbook(parts));
const readInWorker = (parts: Parts) => readWorkbookInWorker(workbook(parts));

describe('what stands in it', () => {
	it('shared and inline words, rich text without how it is spoken, empty lines, numbers as written', async () => {
		const shared =
			'<si><t>姓名</t></si><si><r><t>王</t></r><r><t xml:space="preserve">桂芳</t></r><rPh sb="0" eb="1"><t>Wáng</t></rPh></si><si/>';
		const rows =
			'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>2</v></c></row>' +
			`<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="str"><f>B1&amp;"楼"</f><v>3号楼</v></c></row>` +
			`<row r="4"><c r="A4" t="n"><v>110101199003070018</v></c><c r="B4"/><c r="C4" t="e"><v>#N/A</v></c><c r="D4" t="b"><v>1</v></c></row>`;
		const expected = [
			['姓名', '', '', ''],
			['', '', '', ''],
			['王桂芳', '3号楼', '', ''],
			['110101199003070018', '', '', 'true']
		];
		expect(await read({ rows, shared })).toEqual(expected);
		expect(await read({ rows, shared, level: 0 })).toEqual(expected);
		const prefixed = rows.replace(/<(\/?)(row|c|v|f)\b/gu, '<$1x:$2');
		expect(await read({ rows: prefixed, shared })).toEqual(expected);
		expect(await readInWorker({ rows, shared })).toEqual({ rows: expected });
	});

	it('entities, signs by number, and a heading that is a word of the language', async () => {
		const rows = `<row r="1">${inline('A1', '&lt;b&gt;&#29579;&#x4E00;&amp;lt;')}${inline('B1', '__proto__')}</row>`;
		expect(await read({ rows })).toEqual([['<b>王一&lt;', '__proto__']]);
	});

	it('what a program took for a day is a day, in both calendars, and no number', async () => {
		const styles =
			'<numFmts><numFmt numFmtId="176" formatCode="m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="177" formatCode="[Red]0&quot;d&quot;"/></numFmts>' +
			'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs>';
		const cells = [...'ABCD'].map((at, style) => `<c r="${at}1" s="${style}"><v>45353</v></c>`);
		const rows = `<row r="1">${cells.join('')}</row>`;
		const expected = ['45353', '2024-03-02', '2024-03-02', '45353'];
		expect(await read({ rows, styles })).toEqual([expected]);
		const workbook = '<workbookPr date1904="1"/>';
		expect((await read({ rows, styles, workbook }))[0]![1]).toBe('2028-03-03');
	});

	it('words that a program wrote as CDATA, blanks at their ends, and a line within a cell', async () => {
		const rows = `<row r="1">${inline('A1', '<![CDATA[<王>&amp;]]>&amp;')}${inline('B1', ' 3号楼 ')}${inline('C1', '2单元\n302')}</row>`;
		expect(await read({ rows })).toEqual([['<王>&amp;&', '3号楼', '2单元\n302']]);
		const never = `<row r="1">${inline('A1', '王桂芳')}</row>${'<![CDATA['.repeat(50_000)}`;
		expect(await readInWorker({ rows: never })).toEqual({ fault: 'unreadable' });
	});

	it.each(['hidden', 'veryHidden'])('the first sheet, but none that is %s', async (state) => {
		const rows = `<row r="1">${inline('A1', '王桂芳')}</row>`;
		const hidden = `<sheet name="选项" sheetId="2" state="${state}" r:id="r4"/>`;
		expect(await read({ rows, hidden })).toEqual([['王桂芳']]);
	});

	it('far cells that hold nothing are nothing', async () => {
		const rows = `<row r="1">${inline('A1', '王桂芳')}<c r="XFD1"/></row><row r="1048576"><c r="A1048576"/></row>`;
		expect(await read({ rows })).toEqual([['王桂芳']]);
	});

	it('a long list is read, also one that packs so well that the library would start threads', async () => {
		const rows = Array.from({ length: 9000 }, (_, n) => {
			const cells = [inline(`A${n + 1}`, '王桂芳'), inline(`B${n + 1}`, '3号楼')];
			return `<row r="${n + 1}">${cells.join('')}</row>`;
		});
		const read = await readInWorker({ rows: rows.join('') });
		expect('rows' in read && read.rows.length).toBe(9000);
	});
});

describe('what means harm', () => {
	it.each([
		['a line far down', `<row r="1048576">${inline('A1048576', 'x')}</row>`],
		['a column far out', `<row r="1">${inline('XFD1', 'x')}</row>`],
		['one cell of two million', `<row r="1">${inline('A1', '王'.repeat(2_000_000))}</row>`]
	])('%s is too large', async (_, rows) => {
		await expect(read({ rows })).rejects.toMatchObject({ name: 'TooLarge' });
	});

	it.each([
		['cell far down and far out', inline('XFD1', 'x'), '1048576', inline('A1048576', 'x')],
		['place that no workbook has', inline('ZZZZZZ1', 'x'), '99999999', inline('A99999999', 'x')],
		['tag that never ends, again and again', '', '2', '<a '.repeat(200_000)]
	])('a %s ends in a sentence, and the thread with it', async (_, first, row, cells) => {
		const rows = `<row r="1">${first}</row><row r="${row}">${cells}</row>`;
		expect(await readWorkbookInWorker(workbook({ rows }), 400)).toHaveProperty('fault');
	});

	it('the same words named again and again are counted each time', async () => {
		const shared = `<si><t>${'王'.repeat(30_000)}</t></si>`;
		const cells = Array.from({ length: 200 }, (_, n) => `<c r="A${n + 1}" t="s"><v>0</v></c>`);
		const rows = cells.map((cell, n) => `<row r="${n + 1}">${cell}</row>`).join('');
		await expect(read({ rows, shared })).rejects.toMatchObject({ name: 'TooLarge' });
	});

	it('an archive that says it becomes a thousand times as much is not unpacked', async () => {
		const bomb = workbook({ rows: ' '.repeat(25_000_000), level: 1 });
		expect(bomb.length).toBeLessThan(200_000);
		await expect(readWorkbook(bomb)).rejects.toMatchObject({ name: 'TooLarge' });
	});

	it('an archive that says less than it becomes is cut off there, and many files count together', async () => {
		const lying = workbook({ rows: ' '.repeat(25_000_000), level: 1 });
		const view = new DataView(lying.buffer, lying.byteOffset, lying.byteLength);
		for (let at = 0; at < lying.length - 4; at++)
			if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 400, true);
		await expect(readWorkbook(lying)).rejects.toThrow();
		const file = new Uint8Array(9_000_000);
		const many = zipSync({ 'a.xml': file, 'b.xml': file, 'c.xml': file, 'd.png': file });
		await expect(readWorkbook(many)).rejects.toMatchObject({ name: 'TooLarge' });
	});

	it('entities that grow stay as they are; a row without a place, an archive that is cut off', async () => {
		const entities = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><row r="1">${inline('A1', '&b;')}</row>`;
		const grown = await read({ rows: entities }).catch(() => []);
		expect(grown.flat().join('')).not.toContain('aa');
		await expect(read({ rows: `<row r="-1">${inline('A1', 'x')}</row>` })).rejects.toThrow();
		const whole = workbook({ rows: `<row r="1">${inline('A1', '王')}</row>` });
		for (let cut = 1; cut < whole.length; cut += 7)
			await expect(readWorkbook(whole.subarray(0, whole.length - cut))).rejects.toThrow();
		expect(await readWorkbookInWorker(whole.subarray(0, 60))).toEqual({ fault: 'unreadable' });
	});

	it('an archive that asks for a password is none', async () => {
		const locked = workbook({ rows: `<row r="1">${inline('A1', '王')}</row>` });
		const view = new DataView(locked.buffer, locked.byteOffset, locked.byteLength);
		for (let at = 0; at < locked.length - 4; at++) {
			const flags = { 0x04034b50: 6, 0x02014b50: 8 }[view.getUint32(at, true)];
			if (flags === undefined) continue;
			view.setUint16(at + flags, view.getUint16(at + flags, true) | 1, true);
			// What is encrypted is no stream that anybody can unpack.
			if (flags === 6) locked[at + 30 + view.getUint16(at + 26, true)]! = 0xff;
		}
		expect(await readWorkbookInWorker(locked)).toEqual({ fault: 'unreadable' });
	});

	it('whatever is changed in it, it is read or it is none', async () => {
		const whole = workbook({
			rows: `<row r="1">${inline('A1', '姓名')}</row><row r="2"><c r="A2" t="s"><v>0</v></c></row>`,
			shared: '<si><t>王桂芳</t></si>',
			level: 0
		});
		let seed = 7;
		const next = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
		for (let n = 0; n < 1500; n++) {
			const changed = whole.slice();
			for (let m = 0; m <= next(3); m++) changed[next(changed.length)] = next(256);
			const rows = await readWorkbook(changed).catch(() => []);
			expect(rows.flat().every((cell) => typeof cell === 'string')).toBe(true);
		}
	});
});

/** Workbooks as office programs write them, as other programs do, and as somebody makes them who means harm. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from './workbook.ts';

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
	level?: 0 | 1 | 9;
}

function workbook({ rows, shared = '', styles = '', workbook = '', level = 9 }: Parts): Uint8Array {
	const files = {
		'xl/workbook.xml': `<?xml version="1.0"?><workbook>${workbook}<sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships>${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'sharedStrings', '/xl/words.xml')}${relation('r3', 'styles', 'styles.xml')}</Relationships>`,
		'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
		'xl/words.xml': `<sst>${shared}</sst>`,
		'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`
	};
	const bytes = Object.entries(files).map(([name, words]) => [name, strToU8(words)] as const);
	return zipSync(Object.fromEntries(bytes), { level });
}

const read = (parts: Parts) => readWorkbook(workbook(parts));

describe('what stands in it', () => {
	it('shared and inline words, rich text without how it is spoken, empty lines, cells without a place', async () => {
		const shared =
			'<si><t>姓名</t></si><si><r><t>王</t></r><r><t xml:space="preserve">桂芳</t></r><rPh sb="0" eb="1"><t>Wáng</t></rPh></si><si/>';
		const rows =
			'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>99</v></c></row>' +
			`<row r="3"><c r="A3" t="s"><v>1</v></c><c t="str"><f>B1&amp;"楼"</f><v>3号楼</v></c></row>` +
			`<row><c t="n"><v>13800000000</v></c><c/><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c></row>`;
		const expected = [['姓名'], [], ['王桂芳', '3号楼'], ['13800000000', '', '#N/A', 'true']];
		expect(await read({ rows, shared })).toEqual(expected);
		expect(await read({ rows, shared, level: 0 })).toEqual(expected);
		const prefixed = rows.replace(/<(\/?)(row|c|v|f)\b/gu, '<$1x:$2');
		expect(await read({ rows: prefixed, shared })).toEqual(expected);
	});

	it('entities, CDATA, signs by number, and a heading that is a word of the language', async () => {
		const rows = `<row r="1">${inline('A1', '&lt;b&gt;&#29579;&#x4E00;&amp;lt;_x0009_')}${inline('B1', '<![CDATA[<王>&amp;]]>&amp;')}${inline('C1', '__proto__')}${inline('D1', '&constructor;&toString;')}</row>`;
		expect(await read({ rows })).toEqual([
			['<b>王一&lt;\t', '<王>&amp;&', '__proto__', '&constructor;&toString;']
		]);
	});

	it('what a program took for a day is a day, in both calendars, and no number', async () => {
		const styles =
			'<numFmts><numFmt numFmtId="176" formatCode="m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="177" formatCode="[Red]0&quot;d&quot;"/></numFmts>' +
			'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="58"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs>';
		const cells = [0, 1, 2, 3].map((style) => `<c s="${style}"><v>45353</v></c>`).join('');
		const rows = `<row r="1">${cells}<c s="1"><v>3号楼</v></c><c s="1"><v>1e99</v></c></row>`;
		const rest = ['45353', '3号楼', '1e99'];
		expect(await read({ rows, styles })).toEqual([['45353', '2024-03-02', '2024-03-02', ...rest]]);
		const workbook = '<workbookPr date1904="1"/>';
		expect((await read({ rows, styles, workbook }))[0]![1]).toBe('2028-03-03');
	});

	it('the first sheet that is not hidden', async () => {
		const hidden = '<sheets><sheet name="零" state="hidden" r:id="r0"/></sheets>';
		const rows = `<row r="1">${inline('A1', '王桂芳')}</row>`;
		expect(await read({ rows, workbook: hidden })).toEqual([['王桂芳']]);
	});
});

describe('what means harm', () => {
	it.each([
		['a line far down', `<row r="1048576">${inline('A1048576', 'x')}</row>`],
		['a column far out', `<row r="1">${inline('XFD1', 'x')}</row>`],
		['columns without a place', `<row r="1">${'<c t="str"><v>x</v></c>'.repeat(100_000)}</row>`],
		['one cell of two million', `<row r="1">${inline('A1', '王'.repeat(2_000_000))}</row>`]
	])('%s is too large', async (_, rows) => {
		await expect(read({ rows })).rejects.toMatchObject({ name: 'TooLarge' });
	});

	it('far cells that hold nothing are nothing', async () => {
		const rows = `<row r="1">${inline('A1', '王桂芳')}<c r="XFD1" s="4"/></row><row r="1048576"><c r="A1048576"/></row>`;
		expect(await read({ rows })).toEqual([['王桂芳']]);
	});

	it('the same words named a million times are counted each time', async () => {
		const shared = `<si><t>${'王'.repeat(30_000)}</t></si>`;
		const rows = `<row r="1">${'<c t="s"><v>0</v></c>'.repeat(200)}</row>`;
		await expect(read({ rows, shared })).rejects.toMatchObject({ name: 'TooLarge' });
	});

	it('an archive that becomes a thousand times as much is left after some of it', async () => {
		const bomb = workbook({ rows: ' '.repeat(25_000_000), level: 1 });
		expect(bomb.length).toBeLessThan(200_000);
		await expect(readWorkbook(bomb)).rejects.toMatchObject({ name: 'TooLarge' });
	});

	it('entities that grow, a row without a place, an archive that is cut off or asks for a password', async () => {
		const entities = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
		await expect(read({ rows: entities })).rejects.toThrow('document type');
		await expect(read({ rows: `<row r="-1">${inline('A1', 'x')}</row>` })).rejects.toThrow();
		const whole = workbook({ rows: `<row r="1">${inline('A1', '王')}</row>` });
		for (let cut = 1; cut < whole.length; cut += 7)
			await expect(readWorkbook(whole.subarray(0, whole.length - cut))).rejects.toThrow();
		const locked = whole.slice();
		const at = locked.findIndex((byte, n) => byte === 0x50 && locked[n + 2] === 1 && n > 0);
		locked[at + 8]! |= 1;
		await expect(readWorkbook(locked)).rejects.toThrow('password');
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

	it('tags that never end and words of many marks are read or are none', async () => {
		for (const part of ['<a ', '&#', '_x', '<c r="', '<![CDATA[', '<!--', 'a=', "'"])
			expect(await read({ rows: part.repeat(400_000 / part.length) }).catch(() => [])).toEqual([]);
	});
});

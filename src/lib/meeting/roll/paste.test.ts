import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../pasted-rows.ts';
import { pasteRoll } from './paste.ts';

const names = (text: string) => pasteRoll(text).lines.map(({ entry }) => entry.name);
const only = (text: string) => pasteRoll(text).lines[0]!.entry;

describe('[S1.44] cells as spreadsheets give them', () => {
	it('tabs win over commas, and a comma in a tabbed cell is a comma', () => {
		expect(rowsOf('王桂芳\t独居老人，代表\t3号楼')[0]!.cells).toEqual([
			'王桂芳',
			'独居老人，代表',
			'3号楼'
		]);
	});

	it('full-width commas part cells like plain ones', () => {
		expect(rowsOf('王桂芳，代表,3号楼')[0]!.cells).toEqual(['王桂芳', '代表', '3号楼']);
	});

	it('a quoted cell may hold separators, quotes and line breaks, and lines are still counted', () => {
		const rows = rowsOf('"李,建国","他说""好""\n真好",5号楼\n赵敏');
		expect(rows[0]!.cells).toEqual(['李,建国', '他说"好"\n真好', '5号楼']);
		expect(rows[1]).toEqual({ line: 3, cells: ['赵敏'] });
	});

	it('a quote that is never closed swallows nothing', () => {
		expect(rowsOf('"小王,代表\n李建国,代表')).toEqual([
			{ line: 1, cells: ['"小王', '代表'] },
			{ line: 2, cells: ['李建国', '代表'] }
		]);
	});

	it('a byte order mark, Windows line ends and blank lines leave no trace', () => {
		expect(rowsOf('\uFEFF姓名\r\n\r\n王桂芳\r\n')).toEqual([
			{ line: 1, cells: ['姓名'] },
			{ line: 3, cells: ['王桂芳'] }
		]);
	});

	it('any text gives rows whose lines rise', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom('"', ',', '，', '\t', '\n', '\r', '王') }),
				(text) => {
					const lines = rowsOf(text).map((row) => row.line);
					expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
				}
			)
		);
	});
});

describe('[S1.44] a roll from a spreadsheet', () => {
	it('without a header the columns come in the usual order', () => {
		expect(only('何秀敏\t居民代表\t11号楼\t现场\t无\t否')).toEqual({
			name: '何秀敏',
			title: '居民代表',
			building: '11号楼',
			role: 'member',
			votes: true,
			official: false,
			channel: 'hall',
			hasPhone: false
		});
	});

	it('a header in any order decides, and what is not kept is named', () => {
		const pasted = pasteRoll(
			'序号\t楼栋\t姓名（或称呼）\t是否干部\t备注\n1\t5号楼\t李建国\t√\t爱说话'
		);
		expect(pasted.lines[0]!.entry).toMatchObject({
			name: '李建国',
			building: '5号楼',
			official: true
		});
		expect(pasted.ignored).toEqual(['序号']);
		expect(pasted.problems).toEqual([]);
	});

	it('a list of bare names is a roll', () => {
		expect(names('王桂芳\n李建国\n刘玉珍')).toEqual(['王桂芳', '李建国', '刘玉珍']);
		expect(names('姓名\n王桂芳')).toEqual(['王桂芳']);
	});

	it('[S1.12] a role may stand in its own column or as the title, and staff do not vote', () => {
		expect(only('秦律师\t法律顾问')).toMatchObject({ role: 'adviser', votes: false });
		expect(only('陈立新\t楼长')).toMatchObject({ role: 'member', votes: true, title: '楼长' });
		expect(only('姓名,身份,角色\n孙晓彤,社区工作者,记录员')).toMatchObject({
			role: 'clerk',
			title: '社区工作者',
			votes: false
		});
	});

	it.each([
		['是', true],
		['√', true],
		['有', true],
		['Ｙ', true],
		['否', false],
		['无', false],
		['×', false],
		['', false]
	])('[S3.47] 干部 "%s" is %s', (cell, official) => {
		expect(only(`姓名,干部\n徐明,${cell}`).official).toBe(official);
	});

	it('[L18] a phone number says that there is a phone, and is not kept', () => {
		const pasted = pasteRoll('姓名,联系电话\n李建国,138 0000 0000\n王桂芳,无');
		expect(pasted.lines.map(({ entry }) => entry.hasPhone)).toEqual([true, false]);
		expect(JSON.stringify(pasted)).not.toContain('138');
	});

	it('[L18] an identity number is refused where it would be kept and dropped with its column', () => {
		expect(pasteRoll('姓名,身份\n李建国,37010219500101123X').problems).toEqual([
			{ code: 'id-number', line: 2 }
		]);
		const dropped = pasteRoll('姓名,身份证号\n李建国,37010219500101123X');
		expect(dropped.problems).toEqual([]);
		expect(JSON.stringify(dropped)).not.toContain('1950');
	});

	it('every problem names its line as the editor shows it', () => {
		const pasted = pasteRoll(
			'姓名\t楼栋\t方式\n王桂芳\t3号楼\t现场\n\n\t5号楼\t现场\n王桂芳 \t3号楼\t骑马\n' +
				`${'长'.repeat(41)}\t1号楼\t线上`
		);
		expect(pasted.problems).toEqual([
			{ code: 'name-missing', line: 4 },
			{ code: 'not-understood', line: 5, column: 'channel', value: '骑马' },
			{ code: 'duplicate', line: 5, other: 2 },
			{ code: 'too-long', line: 6, column: 'name', max: 40 }
		]);
	});

	it('what is left of an empty table row is nobody', () => {
		const { problems } = pasteRoll('李梅\t居民代表\t3号楼\n，，\n—\t居民代表\t5号楼');
		expect(problems).toEqual([
			{ code: 'name-missing', line: 2 },
			{ code: 'name-missing', line: 3 }
		]);
	});

	it('a lone surrogate is unreadable, a second chair is one too many', () => {
		expect(pasteRoll('王\uD800').problems[0]).toEqual({ code: 'unreadable', line: 1 });
		expect(pasteRoll('周雅琴,主持人\n吕文,主持人').problems).toEqual([
			{ code: 'second-chair', line: 2, other: 1 }
		]);
	});

	it.each([
		['王芳\t业主\n李明\t业主', ['王芳', '李明']],
		['张三\t居民\t1号楼\t现场\n赵六\t干部\t2号楼\t电话', ['张三', '赵六']],
		['居委会主任甲\n张三\n李四\n王五', ['居委会主任甲', '张三', '李四', '王五']],
		['姓名\t身份\t楼栋\t参加方式\n李四\t户主\t3号楼\t电话', ['李四']],
		['姓名\t身份\t方\n王芳\t业主\t甲方', ['王芳']],
		['参会人员姓名\t楼栋\n张三\t1号楼', ['张三']],
		['3号楼\t王芳\n5号楼\t李明', ['王芳', '李明']],
		['李会议\n高登记\n时间', ['李会议', '高登记', '时间']],
		['Sumit Kumar\nSummer Li', ['Sumit Kumar', 'Summer Li']],
		['名单\n姓名\n张三', ['张三']],
		['阿依古丽·买买提\t1号楼\n欧阳娜娜\t2号楼', ['阿依古丽·买买提', '欧阳娜娜']]
	])('[S1.44] nobody is lost and nobody invented: %j', (text, expected) => {
		expect(names(text)).toEqual(expected);
	});

	it('[S1.44] a remark that denies is no leave, and a call to somebody is no way to come', () => {
		const { lines } = pasteRoll('姓名\t备注\n张三\t从未请假\n李四\t请打电话提醒\n王五\t请假');
		expect(lines.map(({ leave, entry }) => [leave ?? false, entry.channel])).toEqual([
			[false, 'hall'],
			[false, 'hall'],
			[true, 'hall']
		]);
	});

	it('a header without names is no roll', () => {
		expect(pasteRoll('楼栋,手机\n3号楼,有').problems).toEqual([{ code: 'no-name-column' }]);
	});

	it('10,000 rows are refused with their number, quickly', () => {
		const text = Array.from({ length: 10_000 }, (_, n) => `居民${n}\t代表\t${n}号楼`).join('\n');
		expect(pasteRoll(text)).toMatchObject({
			lines: [],
			problems: [{ code: 'too-many-rows', rows: 10_000, max: 2000 }],
			ignored: []
		});
	});

	it('what is no list is not looked into: more rows or columns than any has', () => {
		const codes = (text: string) => pasteRoll(text).problems.map(({ code }) => code);
		expect(codes('x\n'.repeat(149_999))).toEqual(['too-many-rows']);
		expect(codes(Array.from({ length: 9999 }, (_, n) => `${n}\t王\n王`).join('\n'))).toEqual([
			'too-many-rows'
		]);
		for (const cell of ['"a""', '"""', '王', '1', '3号楼', '__proto__'])
			expect(codes(`${cell}\t`.repeat(40_000))).toEqual(['too-much']);
		expect(pasteRoll('__proto__\tconstructor\n王桂芳\t3号楼').lines).toHaveLength(2);
	});

	it('never throws, and never gives a line without a name unless it says so', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const { lines, problems } = pasteRoll(text);
				const nameless = lines.filter(({ entry }) => entry.name === '').length;
				const said = problems.filter(({ code }) => code === 'name-missing').length;
				expect(said).toBe(nameless);
			})
		);
	});
});

import { describe, expect, it } from 'vitest';
import { checkedRows, leftOver, rollText, type Said } from './checked-roll.ts';
import { pasteRoll, type Pasted } from './paste.ts';

const TEXT =
	'姓名\t楼栋\t参加方式\n王桂芳\t3号楼\t现场\n王桂芳\t3号楼\t线上\n李建国\t5号楼\t骑马\n名单：\t1号楼\t';
const NONE = { corrections: {}, out: new Set<number>(), checked: new Set<number>() };
const codes = (pasted: Pasted, said: Partial<Said> = {}) =>
	checkedRows(pasted, { ...NONE, ...said }).map(
		({ line, problems }) => `${line} ${problems.map(({ code }) => code).join()}`
	);

describe('[S28] going through a pasted roll', () => {
	const pasted = pasteRoll(TEXT);

	it('marks what is doubtful with its reason and its line', () => {
		expect(codes(pasted)).toEqual(['2 ', '3 duplicate', '4 not-understood', '5 no-name']);
		expect(checkedRows(pasted, NONE)[1]!.problems[0]).toMatchObject({ line: 3, other: 2 });
	});

	it('a row that is left out is in nobody’s way', () => {
		expect(codes(pasted, { out: new Set([0, 3]) })).toEqual(['2 ', '3 ', '4 not-understood', '5 ']);
	});

	it('a row that is corrected is read anew', () => {
		const corrections = {
			1: { name: '王桂兰', title: '', building: '3号楼' },
			2: { name: '李建国', title: '', building: '5号楼' },
			3: { name: '3702 0119 5001 0112 3X', title: '', building: '' }
		};
		// A corrected word says nothing about the cell that was not understood.
		expect(codes(pasted, { corrections })).toEqual(['2 ', '3 ', '4 not-understood', '5 id-number']);
		const checked = new Set([2, 3]);
		expect(codes(pasted, { corrections, checked })).toEqual(['2 ', '3 ', '4 ', '5 id-number']);
	});

	it('what is sent gives the same people again', () => {
		const all = pasteRoll(
			'姓名\t身份\t楼栋\t方式\t手机\t干部\t方\t备注\n周雅琴\t主持人\t社区\t现场\t有\t是\t\t\n那仁\t牧户\t二队\t电话\t无\t否\t甲\t请假'
		);
		const again = pasteRoll(rollText(all.lines));
		expect(again.problems).toEqual([]);
		expect(again.lines.map(({ entry, leave }) => ({ entry, leave }))).toEqual(
			all.lines.map(({ entry, leave }) => ({ entry, leave }))
		);
	});

	it('what only looks wrong can be accepted, and is sent so', () => {
		const place = pasteRoll('姓名\t楼栋\n物业公司\t3号楼');
		expect(codes(place)).toEqual(['2 no-name']);
		const [row] = checkedRows(place, { ...NONE, checked: new Set([0]) });
		expect(row!.problems).toEqual([]);
		expect(pasteRoll(rollText([row!])).problems).toEqual([]);
	});

	it('three people on one line are three rows', () => {
		const line = pasteRoll('王桂芳、李建国、王桂芳');
		expect(codes(line, { out: new Set([2]) })).toEqual(['1 ', '1 ', '1 ']);
		expect(codes(line)).toEqual(['1 ', '1 ', '1 duplicate']);
	});

	it('what is not saved yet stays as it came, below its heading', () => {
		const text = '姓名\t身份\t角色\t表决权\n张三\t书记\t主持人\t否\n李四\t代表\t参会人\t暂无';
		const read = pasteRoll(text);
		const rest = checkedRows(read, NONE).filter(({ problems }) => problems.length > 0);
		const left = leftOver(text, read, rest);
		expect(left).toBe('姓名\t身份\t角色\t表决权\n李四\t代表\t参会人\t暂无');
		expect(pasteRoll(left).problems[0]).toMatchObject({ code: 'not-understood' });
	});
});

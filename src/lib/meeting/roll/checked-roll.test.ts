import { describe, expect, it } from 'vitest';
import { checkedRows, rollText } from './checked-roll.ts';
import { pasteRoll } from './paste.ts';

const TEXT =
	'姓名\t楼栋\t参加方式\n王桂芳\t3号楼\t现场\n王桂芳\t3号楼\t线上\n李建国\t5号楼\t骑马\n名单：\t1号楼\t';
const codes = (...args: Parameters<typeof checkedRows>) =>
	checkedRows(...args).map(
		({ line, problems }) => `${line} ${problems.map(({ code }) => code).join()}`
	);

describe('[S25] going through a pasted roll', () => {
	const pasted = pasteRoll(TEXT);

	it('marks what is doubtful with its reason and its line', () => {
		expect(codes(pasted, {}, new Set())).toEqual([
			'2 ',
			'3 duplicate',
			'4 not-understood',
			'5 no-name'
		]);
		expect(checkedRows(pasted, {}, new Set())[1]!.problems[0]).toMatchObject({ line: 3, other: 2 });
	});

	it('a row that is left out is in nobody’s way', () => {
		expect(codes(pasted, {}, new Set([2, 5]))).toEqual(['2 ', '3 ', '4 not-understood', '5 ']);
	});

	it('a row that is corrected is read anew', () => {
		const corrections = {
			3: { name: '王桂兰', title: '', building: '3号楼' },
			4: { name: '李建国', title: '', building: '5号楼' },
			5: { name: '3702 0119 5001 0112 3X', title: '', building: '' }
		};
		expect(codes(pasted, corrections, new Set())).toEqual(['2 ', '3 ', '4 ', '5 id-number']);
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
});

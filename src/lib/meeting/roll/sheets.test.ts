/** Lists as people have them, from spreadsheets, chats and letters (`tests/data/sheets`). */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import '../../../../tests/web-worker.ts';
import { checkedRows, leftOver, rollText, type Said } from './checked-roll.ts';
import { pasteRoll, type Pasted } from './paste.ts';
import { LatestSheet, readSheetFile } from './sheet-file.svelte.ts';

const FOLDER = 'tests/data/sheets';

async function sheet(name: string): Promise<Pasted> {
	const read = await readSheetFile(new File([readFileSync(`${FOLDER}/${name}`)], name));
	if ('fault' in read) throw new Error(read.fault);
	return pasteRoll(read.text);
}

interface Expected {
	/** Name and building of everybody. */
	people: string[];
	/** How many rows are nobody. */
	skipped?: number;
	problems?: string[];
	ignored?: string[];
}

const SHEETS: Record<string, Expected> = {
	'excel.tsv': { people: ['王桂芳 3号楼', '李建国 5号楼', '周雅琴 社区'] },
	'title-and-sum.tsv': {
		people: ['王桂芳 3号楼', '李建国 5号楼', '刘玉珍 7号楼'],
		skipped: 3,
		ignored: ['序号']
	},
	'street-form.tsv': {
		people: ['赵德厚 2号楼 1单元302', '马素英 6号楼 2单元501', '何秀敏 11号楼 101'],
		skipped: 4,
		ignored: ['序号']
	},
	'remarks.tsv': {
		people: ['赵敏 5号楼', '何秀敏 11号楼', '丁淑华 9号楼', '道尔吉 二队', '田野 12号楼']
	},
	'semicolons.csv': { people: ['王桂芳 3号楼', '李建国 5号楼'] },
	'wide-semicolons.txt': { people: ['王桂芳 3号楼', '李建国 5号楼'] },
	'windows.csv': { people: ['王桂芳 3号楼', '李建国 5号楼, 2单元'] },
	'gb18030.csv': { people: ['王桂芳 3号楼', '囍建国 5号楼'] },
	'utf16.txt': { people: ['王桂芳 3号楼', '李建国 5号楼'] },
	'chat-numbered.txt': {
		people: ['王桂芳 3号楼', '李建国 5号楼', '赵敏 5号楼', '田野 12号楼'],
		skipped: 1
	},
	'chat-jielong.txt': {
		people: ['王桂芳 3-101', '李建国 5-202', '赵敏 12-1-1803'],
		skipped: 2
	},
	'chat-buildings.txt': {
		people: ['王桂芳 3号楼', '李建国 3号楼', '赵敏 5号楼', '田野 5号楼'],
		skipped: 1
	},
	'word-titles.tsv': {
		people: ['王桂芳 3号楼', '李建国 5号楼'],
		skipped: 4,
		ignored: ['序号']
	},
	'unknown-heads.tsv': { people: ['王桂芳 ', '李建国 '], ignored: ['网格', '门洞长'] },
	'mixed-heads.tsv': { people: ['王桂芳 3号楼', '李建国 5号楼'], skipped: 1 },
	'id-in-pieces.tsv': {
		people: ['王五 11230', '李建国 5号楼', '+1 3号楼'],
		problems: ['id-number 2', 'id-number 3', 'no-name 4']
	},
	'chat-brackets.txt': { people: ['王桂芳 3号楼', '李建国 5号楼', '秦律师 '] },
	'chat-names.txt': {
		people: ['王桂芳 ', '李建国 ', '刘玉珍 ', '陈立新 ', '张秀兰 ', '赵德厚 ']
	},
	'word-blanks.txt': { people: ['王桂芳 3号楼', '李敏 5号楼'], skipped: 1 },
	'typed-blanks.txt': { people: ['王桂芳 3号楼', '李建国 5号楼', '欧阳娜娜 12栋'] },
	'two-pages.tsv': {
		people: ['王桂芳 3号楼', '李建国 5号楼', '刘玉珍 7号楼'],
		skipped: 3,
		ignored: ['序号']
	},
	'sections.tsv': {
		people: ['王桂芳 3号楼', '李建国 5号楼', '许志强 物业', '宋立军 业委会'],
		skipped: 2
	},
	'id-in-title.tsv': {
		people: ['王桂芳 ', '李建国 ', '刘玉珍 ', '陈立新 '],
		problems: ['id-number 2', 'id-number 3', 'id-number 4']
	},
	'id-column.tsv': { people: ['王桂芳 3号楼', '李建国 5号楼'], ignored: ['身份证号码'] },
	'mediation.tsv': { people: ['那仁 ', '布和 ', '苏日娜 '] },
	'sides-heads.tsv': { people: ['那仁 ', '布和 ', '乌云 '], ignored: ['序号'] },
	'sides-columns.tsv': { people: ['那仁 ', '布和 ', '乌云 ', '阿木古楞 ', '张强 '] },
	'sides-lines.txt': { people: ['那仁 ', '阿木古楞 ', '布和 ', '张强 ', '乌云 '], skipped: 1 },
	'sides-sections.tsv': { people: ['那仁 ', '阿木古楞 ', '布和 '], skipped: 2 },
	'hearing.tsv': { people: ['李梅 2号楼', '唐守义 3号楼', '邓红 1号楼', '代永康 1号楼'] },
	'pitches.txt': { people: ['李梅 ', '蒋国强 ', '唐守义 ', '邓红 '] },
	'sides-people.tsv': { people: ['那仁 ', '布和 '] },
	'hant.csv': { people: ['王桂芳 3號樓', '李建國 5號樓'] },
	'english.csv': { people: ['John Smith Block 3', 'Mary Jones Block 5'] },
	'counted.tsv': { people: ['王桂芳 3号楼', '李建国 5号楼', '刘玉珍 7号楼'] },
	'wechat-pc.txt': { people: ['王桂芳 3号楼', '李建国 5-202', '孙晓彤 ', '赵敏 '] },
	'wechat-phone.txt': { people: ['王桂芳 ', '李建国 ', '陈立新 3-2-101', '赵敏 '] },
	'wechat-exported.txt': { people: ['王桂芳 ', '李建国 ', '欧阳娜娜 '] },
	'wechat-names.txt': { people: ['王桂芳 ', '李建国 ', '杨振东 10号楼'] },
	'wechat-nicknames.txt': {
		people: ['幸福一家人 ', 'A物业小王 ', '王桂芳 ', '老李 ', '刘玉珍 3号楼'],
		problems: ['nickname 1', 'brings-others 1', 'nickname 3', 'nickname 7']
	},
	'wechat-jielong.txt': {
		people: ['孙晓彤 ', '王桂芳 3号楼', '李建国 5-202', '陈阿姨 7号楼', '赵敏 '],
		problems: ['nickname 23', 'brings-others 23']
	},
	'wechat-two-lists.txt': {
		people: ['马素英 ', '高凤琴 ', '王桂芳 3号楼', '李建国 5号楼'],
		problems: ['of-list 4', 'of-list 5', 'of-list 9', 'of-list 10']
	},
	'line-hant.txt': { people: ['王桂芳 ', '李建國 '] },
	'whatsapp.txt': { people: ['王桂芳 ', '李建国 ', 'John Smith '] },
	'workbook.xlsx': {
		people: ['王桂芳 3号楼', '李建国 5号楼'],
		skipped: 2,
		ignored: ['序号', '身份证号']
	}
};

describe('[S27 S1.44] lists as they are', () => {
	it('every one of them is tried', () => {
		expect(Object.keys(SHEETS).sort()).toEqual(readdirSync(FOLDER).sort());
	});

	it.each(Object.entries(SHEETS))('%s', async (name, expected) => {
		const { lines, skipped, problems, ignored } = await sheet(name);
		expect(lines.map(({ entry }) => `${entry.name} ${entry.building}`)).toEqual(expected.people);
		expect(skipped.length, JSON.stringify(skipped)).toBe(expected.skipped ?? 0);
		const said = problems.map((one) => `${one.code} ${'line' in one ? one.line : ''}`);
		expect(said).toEqual(expected.problems ?? []);
		expect(ignored).toEqual(expected.ignored ?? []);
		// No identity number and no phone number is kept, whatever it was written in.
		expect(JSON.stringify(lines.map(({ entry }) => ({ ...entry, title: '' })))).not.toMatch(
			/\d{8}/u
		);
	});

	it('[S27] remarks are understood: without a phone, online, by telephone, on leave', async () => {
		const { lines } = await sheet('remarks.tsv');
		const said = lines.map(({ entry, leave }) => [entry.channel, entry.hasPhone, leave ?? false]);
		expect(said).toEqual([
			['online', true, false],
			['hall', false, false],
			['hall', true, true],
			['phone', true, false],
			['hall', true, false]
		]);
		const street = await sheet('street-form.tsv');
		expect(street.lines.map(({ entry }) => entry.hasPhone)).toEqual([true, true, false]);
	});

	it('[S27] sides of a mediation, and who chairs it', async () => {
		const { lines } = await sheet('mediation.tsv');
		expect(lines.map(({ entry }) => entry.side ?? entry.role)).toEqual(['a', 'b', 'chair']);
	});

	it.each([
		['sides-heads.tsv', ['a', 'b', 'mediator']],
		['sides-columns.tsv', ['a', 'b', 'mediator', 'a', 'b']],
		['sides-lines.txt', ['a', 'a', 'b', 'b', 'mediator']],
		['sides-sections.tsv', ['a', 'a', 'b']],
		['sides-people.tsv', ['a', 'b']],
		['hearing.tsv', ['a', 'b', 'asker', 'asker']],
		['pitches.txt', ['presenter', 'presenter', 'asker', 'asker']]
	])('[S27 S36] whose side somebody is, from any likely head: %s', async (name, sides) => {
		const { lines } = await sheet(name);
		expect(lines.map(({ entry }) => entry.side)).toEqual(sides);
		// Corrected and read again it stays.
		const again = pasteRoll(rollText(lines));
		expect(again.lines.map(({ entry }) => entry.side)).toEqual(sides);
	});

	it('[S28] what somebody says a column is counts, and not its heading', () => {
		const pasted = pasteRoll('甲\t乙\t丙\n王桂芳\t3号楼\t独居老人', 2000, [
			'name',
			'building',
			null
		]);
		expect(pasted.lines[1]!.entry).toMatchObject({ name: '王桂芳', building: '3号楼', title: '' });
	});

	it('[S39] of a chat nothing that was said is kept; an entry says who comes online and who is on leave', async () => {
		const talk = await sheet('wechat-pc.txt');
		expect(talk.chat).toBe('writers');
		expect(JSON.stringify(talk)).not.toMatch(/靠门|油烟|许志强|登记/u);
		const list = await sheet('wechat-jielong.txt');
		expect(list.chat).toBe('entries');
		expect(JSON.stringify(list)).not.toMatch(/油烟|杨振东|噪声/u);
		const said = list.lines.map(({ entry, leave }) => [entry.name, entry.channel, leave ?? false]);
		expect(said.slice(2)).toEqual([
			['李建国', 'online', false],
			['陈阿姨', 'hall', false],
			['赵敏', 'hall', true]
		]);
	});

	it('[S39] a nickname stays doubtful until somebody writes the name or says that it is one', () => {
		const pasted = pasteRoll('幸福一家 19:02\n我去\n王桂芳 19:03\n好\n老李 19:04\n来');
		const none = { corrections: {}, out: new Set<number>(), checked: new Set<number>() };
		const doubtful = (said: Said) =>
			checkedRows(pasted, said).flatMap(({ entry, problems }) =>
				problems.length > 0 ? [entry.name] : []
			);
		expect(doubtful(none)).toEqual(['幸福一家', '老李']);
		expect(doubtful({ ...none, checked: new Set([0]) })).toEqual(['老李']);
		const corrections = { 2: { name: '李建国', title: '', building: '' } };
		expect(doubtful({ ...none, corrections })).toEqual(['幸福一家']);
		const left = leftOver('', pasted, checkedRows(pasted, none).slice(0, 1));
		expect(pasteRoll(left).lines.map(({ entry }) => entry.name)).toEqual(['幸福一家']);
	});

	it.each([
		['a schedule', '王桂芳 14:00\n李建国 14:30\n赵敏 15:00'],
		['parts of a list', '社区：\n王桂芳\n李建国\n物业：\n许志强'],
		[
			'a form',
			'提交时间\t姓名\t楼栋\n2026/4/10 14:03\t王桂芳\t3号楼\n2026/4/10 14:05\t李建国\t5号楼'
		],
		['people with their homes', '王桂芳：3号楼\n李建国：5号楼']
	])('[S39] %s is no chat', (_, words) => {
		expect(pasteRoll(words).chat).toBeNull();
	});

	it('what is no list is said to be none', async () => {
		const bytes = (...all: number[]) => new File([new Uint8Array(all)], 'roll.xlsx');
		expect(await readSheetFile(bytes(0x50, 0x4b, 3, 4, 9, 9))).toEqual({ fault: 'unreadable' });
		expect(await readSheetFile(bytes(0xd0, 0xcf, 0x11, 0xe0))).toEqual({ fault: 'unreadable' });
		for (const size of [5_000_001, 300_001, 50_000_000])
			expect(await readSheetFile(new File([new Uint8Array(size)], 'a.csv'))).toEqual({
				fault: 'too-large'
			});
	});

	it('of a file that was replaced while it was read, or written over, nothing comes', async () => {
		const slow = Promise.withResolvers<ArrayBuffer>();
		const file = (bytes: () => Promise<ArrayBuffer>) =>
			Object.assign(new File([], 'a.csv'), { arrayBuffer: bytes });
		const bytesOf = (words: string) => new TextEncoder().encode(words).buffer;
		const latest = new LatestSheet();
		const first = latest.read(file(() => slow.promise));
		const second = latest.read(file(() => Promise.resolve(bytesOf('李建国'))));
		expect(await second).toEqual({ text: '李建国' });
		slow.resolve(bytesOf('王桂芳'));
		expect(await first).toBeNull();
		const third = latest.read(file(() => Promise.resolve(bytesOf('赵敏'))));
		latest.leave();
		expect(await third).toBeNull();
	});
});

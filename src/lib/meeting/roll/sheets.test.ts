/** Lists as people have them, from spreadsheets, chats and letters (`tests/data/sheets`). */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import '../../../../tests/web-worker.ts';
import { rollText } from './checked-roll.ts';
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
	'sides-people.tsv': { people: ['那仁 ', '布和 '] },
	'hant.csv': { people: ['王桂芳 3號樓', '李建國 5號樓'] },
	'english.csv': { people: ['John Smith Block 3', 'Mary Jones Block 5'] },
	'counted.tsv': { people: ['王桂芳 3号楼', '李建国 5号楼', '刘玉珍 7号楼'] },
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
		['sides-people.tsv', ['a', 'b']]
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

/**
 * The roll of the demo meeting: scenario A of the requirements (§6.A). Every name and detail is
 * invented; places and matters come from public reports. People's words are in the language of the
 * people, so this data is not translated.
 */
import type { RollEntry } from '#lib/meeting/roll/roll.ts';
import type { Channel, SeatRole } from '#lib/meeting/names.ts';

type Line = [name: string, title: string, building: string, channel: Channel, hasPhone: boolean];

/** In the order of their seat numbers, 1 to 24. */
const VOTERS: readonly Line[] = [
	['王桂芳', '独居老人代表', '3号楼', 'hall', false],
	['李建国', '居民代表', '5号楼', 'hall', true],
	['刘玉珍', '高龄老人代表', '7号楼', 'hall', false],
	['陈立新', '楼长', '1号楼', 'hall', true],
	['张秀兰', '居民代表', '9号楼', 'hall', false],
	['赵德厚', '老党员', '2号楼', 'hall', true],
	['马素英', '助老志愿者', '6号楼', 'hall', true],
	['孙长河', '居民代表', '8号楼', 'hall', false],
	['郑爱华', '居民代表', '4号楼', 'hall', true],
	['杨振东', '相邻住户', '10号楼', 'hall', true],
	['高凤琴', '相邻住户', '10号楼', 'hall', false],
	['许志强', '物业公司项目经理', '物业', 'hall', true],
	['宋立军', '业委会主任', '业委会', 'hall', true],
	['何秀敏', '居民代表', '11号楼', 'hall', false],
	['徐明', '驻区单位代表', '驻区小学', 'hall', true],
	['赵敏', '居民（上班族）', '5号楼', 'online', true],
	['田野', '租户代表', '12号楼', 'online', true],
	['魏丽', '老人家属', '7号楼', 'online', true],
	['冯涛', '新就业群体（骑手）', '12号楼', 'online', true],
	['邱颖', '残疾人家属', '6号楼', 'online', true],
	['潘国栋', '居民代表', '3号楼', 'online', true],
	['丁淑华', '居民代表', '9号楼', 'hall', false],
	['谢军', '居民代表', '2号楼', 'hall', true],
	['罗小梅', '居民代表', '8号楼', 'hall', true]
];

/**
 * The scenario counts 20 of 21 present as ordinary Party members and residents without saying who is
 * not. 徐明 comes from a public institution and in its name; all others speak for households, owners,
 * volunteers or a company.
 */
const OFFICIAL = '徐明';

/** Who asked for leave, and why. */
const ON_LEAVE: Readonly<Record<string, string>> = {
	丁淑华: '住院',
	谢军: '出差',
	罗小梅: '夜班'
};

/** Staff have seats but no vote. 刘洋 is not in the scenario: A9 needs a helper, so we add one. */
const STAFF: readonly [SeatRole, official: boolean, ...Line][] = [
	['chair', true, '周雅琴', '社区党委书记', '第一社区', 'hall', true],
	['clerk', true, '孙晓彤', '社区工作者', '第一社区', 'hall', true],
	['timekeeper', false, '韩磊', '大学生志愿者', '志愿者', 'hall', true],
	['observer', true, '吕文', '街道民政科', '街道', 'hall', true],
	['adviser', false, '秦律师', '社区法律顾问', '律师', 'hall', true],
	['adviser', false, '邵工', '餐饮卫生专家', '专家', 'hall', true],
	['helper', false, '刘洋', '大学生志愿者', '志愿者', 'hall', true]
];

function entry(
	role: SeatRole,
	votes: boolean,
	official: boolean,
	[name, title, building, channel, hasPhone]: Line
): RollEntry {
	return { name, building, title, role, votes, official, channel, hasPhone };
}

/** Seat numbers of those on leave, with their reasons. */
export const LEAVES: readonly { no: number; reason: string }[] = VOTERS.flatMap(([name], index) => {
	const reason = ON_LEAVE[name];
	return reason ? [{ no: index + 1, reason }] : [];
});

/** All lines: the 24 with a vote first, so that they get numbers 1 to 24, then the staff. */
export const PEOPLE: readonly RollEntry[] = [
	...VOTERS.map((line) => entry('member', true, line[0] === OFFICIAL, line)),
	...STAFF.map(([role, official, ...line]) => entry(role, false, official, line))
];

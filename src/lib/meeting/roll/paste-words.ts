/** The words by which columns, roles and answers are known, however a community writes them. */
import type { Channel, SeatRole } from '../names.ts';
import { lookUp } from '../pasted-rows.ts';

export const COLUMNS = [
	'name',
	'title',
	'role',
	'building',
	'channel',
	'phone',
	'official',
	'votes',
	'side'
] as const;
export type Column = (typeof COLUMNS)[number];

/** Without a header the columns come in this order. */
export const USUAL_ORDER: readonly Column[] = [
	'name',
	'title',
	'building',
	'channel',
	'phone',
	'official'
];

const HEADERS: Record<Column, string> = {
	name: '姓名 称呼 稱呼 名字 姓名或称呼 姓名或稱呼 name',
	title: '身份 身分 身份/角色 身分/角色 职务 職務 职业 職業 title',
	role: '角色 会议角色 會議角色 role',
	building:
		'楼栋 樓棟 楼号 樓號 楼栋或单位 樓棟或單位 楼栋/单位 樓棟/單位 单位 單位 住址 地址 门牌 門牌 building unit address',
	channel: '参加方式 參加方式 方式 现场/线上/电话 現場/線上/電話 现场/线上 現場/線上 channel',
	phone:
		'手机 手機 有手机 有手機 有无手机 有無手機 手机号 手機號 手机号码 手機號碼 电话 電話 联系电话 聯絡電話 联系方式 phone',
	official: '干部 幹部 是否干部 是否幹部 干部或工作人员 幹部或工作人員 工作人员 工作人員 official',
	votes: '表决权 表決權 有表决权 有表決權 表决 表決 vote votes',
	side: '一方 甲乙方 哪方 哪一方 side'
};

const ROLES: Partial<Record<SeatRole, string>> = {
	chair: '主持人 主持 主席 chair',
	cochair: '副主持人 副主持 cochair co-chair',
	clerk: '记录员 記錄員 记录 記錄 书记员 書記員 clerk',
	helper: '帮手 幫手 代录员 代錄員 helper',
	timekeeper: '计时员 計時員 计时 計時 timekeeper',
	member: '参会人 參會人 参会代表 參會代表 代表 居民 居民代表 member resident',
	adviser:
		'专家 專家 顾问 顧問 专家顾问 專家顧問 法律顾问 法律顧問 列席 列席人员 列席人員 adviser advisor',
	observer: '旁听 旁聽 旁听人员 旁聽人員 观察员 觀察員 observer',
	supervisor: '监督 監督 监督员 監督員 supervisor'
};

const CHANNELS: Record<Channel, string> = {
	hall: '现场 現場 到场 到場 线下 線下 hall',
	online: '线上 線上 网上 網上 在线 在線 远程 遠程 视频 視頻 online',
	phone: '电话 電話 phone'
};

const YES = '是 有 对 對 √ ✓ ✔ ☑ v y yes 1 true';
const NO = '否 无 無 没有 沒有 没 沒 不是 × x ✗ ✘ ☐ n no 0 false - — /';
const SIDES = { a: '甲 甲方 a', b: '乙 乙方 b' };

/** Each gives null for a word that it does not know. */
export const columnOf = lookUp(HEADERS);
export const roleOf = lookUp(ROLES);
export const channelOf = lookUp(CHANNELS);
export const sideOf = lookUp(SIDES);
const answerOf = lookUp({ yes: YES, no: NO });

/** 是, 有, √ → true; 否, 无, × → false; null where it is neither. */
export function yesOrNo(cell: string): boolean | null {
	const answer = answerOf(cell);
	return answer && answer === 'yes';
}

/** The words by which columns, roles and answers are known, however a community writes them; and what is kept of none. */
import type { Channel, SeatRole } from '../names.ts';
import { lookUp } from '../pasted-rows.ts';
import type { Party } from './roll.ts';

export const COLUMNS = [
	'name',
	'title',
	'honorific',
	'role',
	'building',
	'channel',
	'phone',
	'official',
	'votes',
	'side',
	'door',
	'leave',
	'remark',
	'checked'
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
	name: '姓名 称呼 稱呼 名字 姓名或称呼 姓名或稱呼 参会人 參會人 参会人员 參會人員 人员 人員 人员姓名 人員姓名 代表姓名 委员姓名 委員姓名 户主 戶主 户主姓名 戶主姓名 业主 業主 业主姓名 業主姓名 name',
	title:
		'身份 身分 身份/角色 身分/角色 职务 職務 职业 職業 类别 類別 人员类别 人員類別 代表类别 代表類別 title',
	honorific: '性别 性別 称谓 稱謂 先生或女士 先生/女士 sex gender',
	role: '角色 会议角色 會議角色 role',
	building:
		'楼栋 樓棟 楼号 樓號 楼栋或单位 樓棟或單位 楼栋/单位 樓棟/單位 单位 單位 住址 地址 居住地址 家庭住址 家庭地址 住所 小区 小區 楼门 樓門 楼门号 樓門號 所在楼栋 所在樓棟 building unit address',
	channel: '参加方式 參加方式 方式 现场/线上/电话 現場/線上/電話 现场/线上 現場/線上 channel',
	phone:
		'手机 手機 有手机 有手機 有无手机 有無手機 手机号 手機號 手机号码 手機號碼 电话 電話 联系电话 聯絡電話 联系方式 聯絡方式 联系手机 联系号码 聯絡號碼 是否有手机 是否有手機 有智能手机 有智能手機 智能手机 智能手機 phone',
	official: '干部 幹部 是否干部 是否幹部 干部或工作人员 幹部或工作人員 工作人员 工作人員 official',
	votes: '表决权 表決權 有表决权 有表決權 表决 表決 vote votes',
	side: '一方 甲乙方 甲乙 甲/乙 甲方/乙方 甲方或乙方 甲方、乙方 双方 雙方 各方 哪方 哪一方 哪边 哪邊 方 方别 方別 属于哪方 屬於哪方 所属一方 所屬一方 所属方 所屬方 甲方 乙方 当事人 當事人 当事方 當事方 争议方 爭議方 争议双方 爭議雙方 申请人/被申请人 申請人/被申請人 申请方/被申请方 申請方/被申請方 调解身份 調解身分 听证身份 聽證身分 听证角色 聽證角色 听证各方 聽證各方 申请方/异议方 申請方/異議方 路演身份 路演身分 参加身份 參加身分 side party parties',
	door: '门牌 門牌 门牌号 門牌號 门号 門號 房号 房號 房间 房間 房间号 房間號 户号 戶號 室 室号 室號 单元 單元 单元号 單元號 door room',
	leave: '请假 請假 是否请假 是否請假 leave',
	checked: '已核对 已核對 checked',
	remark: '备注 備註 说明 說明 附注 附註 情况 情況 其他 remark remarks note notes'
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
const CALLED = { mr: '男 男性 先生 m male mr', ms: '女 女性 女士 小姐 f female ms mrs' };
const SIDES: Record<Party, string> = {
	a: '甲 甲方 甲方当事人 甲方當事人 甲方代表 申请人 申請人 申请方 申請方 陈述方 陳述方 a a方 sidea applicant',
	b: '乙 乙方 乙方当事人 乙方當事人 乙方代表 被申请人 被申請人 被申请方 被申請方 对方 對方 异议方 異議方 异议人 異議人 反对方 反對方 b b方 sideb respondent opponent',
	presenter:
		'提案人 提案方 提案者 陈述人 陳述人 路演人 路演者 汇报人 彙報人 主讲人 主講人 主讲 主講 presenter',
	asker:
		'质询人 質詢人 质询方 質詢方 质询 質詢 提问人 提問人 提问 提問 评议人 評議人 评委 評委 评审 評審 听证人 聽證人 听证代表 聽證代表 听证员 聽證員 听众 聽眾 questioner asker',
	mediator:
		'调解人 調解人 调解员 調解員 人民调解员 人民調解員 调解 調解 中立 召集人 召集人员 召集人員 七人 mediator convener'
};

/** Each gives null for a word that it does not know. */
const columnWord = lookUp(HEADERS);
/** 参会人员姓名, 村民姓名 … */
export function columnOf(cell: string): Column | null {
	return columnWord(cell) ?? (/^[\p{Script=Han}]{2,8}姓名$/u.test(cell.trim()) ? 'name' : null);
}
/** Heads of columns: 当事人 says whose side where another column has the names, and else it has them. */
export function columnsOf(cells: readonly string[]): (Column | null)[] {
	const columns = cells.map(columnOf);
	if (columns.includes('name')) return columns;
	const people = cells.findIndex((cell) => /^[当當]事人$/u.test(cell.trim()));
	return columns.map((column, n) => (n === people ? 'name' : column));
}
/** Says of a column what it is, and stands for nothing else: 业主 may be a heading, and somebody's title. */
export const isNameWord = (cell: string): boolean =>
	/(?:姓名|称呼|稱呼|名字)(?:[（(][^（()）]*[)）])?$|^name$/iu.test(cell.trim());
/** Headings of columns that nobody keeps. */
export const isOtherHeading = (cell: string): boolean =>
	/^(?:序号|序號|编号|編號|年龄|年齡|民族|身份证号?码?|身份證號?碼?|证件号码?|證件號碼?|签名|簽名|签字|簽字|no\.?)$/iu.test(
		cell.trim()
	);
export const roleOf = lookUp(ROLES);
export const channelOf = lookUp(CHANNELS);
export const honorificOf = lookUp(CALLED);
export const sideOf = lookUp(SIDES);
const answerOf = lookUp({ yes: YES, no: NO });

/** What a remark says beside the columns: 没手机, 线上, 电话, 请假. */
export function remarkOf(said: string): { hasPhone?: false; channel?: Channel; leave?: true } {
	const found: ReturnType<typeof remarkOf> = {};
	if (NO_PHONE.test(said)) found.hasPhone = false;
	if (ONLINE.test(said)) found.channel = 'online';
	else if (BY_PHONE.test(said)) found.channel = 'phone';
	if (ON_LEAVE.test(said)) found.leave = true;
	return found;
}

const NO_PHONE =
	/(?:没有?|無|无|沒有?|不会用|不會用|不用|没带|沒帶)(?:智能|智慧)?手[机機]|老[年人][机機]/u;
const ONLINE = /(?:线|線|网|網)上|在[线線]|[远遠]程|[视視][频頻]/u;
const BY_PHONE = /[电電][话話](?:[参參连連接]|里|裡)/u;
const ON_LEAVE = /(?:^|[^未不没沒])[请請]假|[来來]不了|不[能会會]?[来來]|住院|出差/u;

/** 合计, 共24人: the foot of a list. */
export function isSum(cell: string): boolean {
	return /^(?:合[计計]|[总總][计計数數]|共[计計]|小[计計])|^(?:total|sum)$|^共 ?\d+ ?[人位名户戶]/iu.test(
		cell.trim()
	);
}

/** Words that stand over a list or between its parts, and are nobody's name. */
export function isHeading(cell: string): boolean {
	const words = cell.trim();
	// Two to four signs may be somebody's name, whatever they say: 李会议, 高登记.
	const short = /^\p{Script=Han}{2,4}$/u.test(words);
	return (
		/[:：]$|^(?:名[单單册冊]|花名[册冊]|[签簽]到表)$/u.test(words) ||
		(!short && TITLE.test(words)) ||
		/^\d{4}[年./-]/u.test(words) ||
		/^[（(]?[一二三四五六七八九十]+[、）)]/u.test(words) ||
		roleOf(words) !== null
	);
}
const TITLE =
	/名[單单册冊]|[签簽]到|[统統][计計]|登[记記]|一[览覽]|[会會][议議]|花名|制表|[填造]表|日期|[时時][间間]|地[点點]|^注[:：]|^附件/u;

/** Doubtful as a name: a place, an organisation, a number. */
export function isNoName(name: string): boolean {
	return (
		!/\p{L}/u.test(name) ||
		isHeading(name) ||
		isSum(name) ||
		/^\d+(?:$| ?(?:号|號|栋|棟|幢|楼|樓|单元|單元|室))/u.test(name) ||
		/(?:居委[会會]|村委[会會]|[业業]委[会會]|党[支总總]部|党委|物[业業]公司|街道[办辦]?)$/u.test(
			name
		)
	);
}

/** 是, 有, √ → true; 否, 无, × → false; null where it is neither. */
export function yesOrNo(cell: string): boolean | null {
	const answer = answerOf(cell);
	return answer && answer === 'yes';
}

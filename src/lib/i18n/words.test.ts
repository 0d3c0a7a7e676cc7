/** One term for one thing in every language, and the marks that each writes. The right word is in the message. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VOTE_RULES } from '#lib/meeting/ballots/vote-rules.ts';
import { TOPICS } from '#lib/meeting/cards/similar/topics.ts';
import { SLICE_NAMES } from '#lib/meeting/meeting.ts';
import { DEFAULT_RULES } from '#lib/meeting/queue/default-rules.ts';
import { PRESETS } from '#lib/meeting/queue/presets.ts';
import { TEMPLATES } from '#lib/meeting/runsheet/templates.ts';

const LOCALES = ['zh-Hans', 'zh-Hant', 'en'] as const;
type Language = (typeof LOCALES)[number];

const read = (language: Language): Map<string, string> =>
	new Map(
		globSync(`src/lib/i18n/messages/${language}/*.json`)
			.map((file) => basename(file))
			.sort()
			.flatMap((file) =>
				Object.entries(
					JSON.parse(readFileSync(`src/lib/i18n/messages/${language}/${file}`, 'utf8')) as Record<
						string,
						unknown
					>
				).map(([key, words]): [string, string] => [
					key,
					typeof words === 'string' ? words : JSON.stringify(words)
				])
			)
	);
const MESSAGES = Object.fromEntries(LOCALES.map((one) => [one, read(one)])) as Record<
	Language,
	Map<string, string>
>;

/** What the rules of speaking, the running orders and the rules of votes say is data, each with its three languages. */
const DATA = { PRESETS, DEFAULT_RULES, TEMPLATES, VOTE_RULES, TOPICS };
/** The law's own words. */
const LAW = /^VOTE_RULES/u;

for (const [name, exported] of Object.entries(DATA)) addData(name, exported);

function addData(path: string, value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	if (LOCALES.every((language) => language in value))
		for (const language of LOCALES)
			MESSAGES[language].set(path, String((value as Record<Language, unknown>)[language]));
	else for (const [key, one] of Object.entries(value)) addData(`${path} ${key}`, one);
}

/** Those whose words match, as `key: words`. */
function having(language: Language, wrong: RegExp, except: readonly string[] = []): string[] {
	return [...MESSAGES[language]]
		.filter(([key, words]) => !except.includes(key) && !LAW.test(key) && wrong.test(words))
		.map(([key, words]) => `${key}: ${words}`);
}

type Term = [wrong: RegExp, right: string, except?: readonly string[]];

const HANS: Term[] = [
	[/打点|交点/u, '投点'],
	[/(?<!安)静写/u, '写卡'],
	[/第\{?\w+\}?段|[上下哪]一段|几段(?!录音)|\{n\}段(?!录音)/u, '环节'],
	[/会议号/u, '会议码'],
	[/(?<!位)座号|席位卡/u, '座位号, 座位卡'],
	[/校验码|核对号(?!码)|哈希|链首/u, '核对码'],
	[/旁观|观摩/u, '旁听; 网络微观摩 once, as a title', ['hall_online']],
	[/绑定|绑到/u, '对上名单'],
	[/断线|掉线|断开|暂离/u, '没连上'],
	[/法定/u, '开会人数, 计算达到比例: only the law’s organ says 法定'],
	[/队列|在队里/u, '发言顺序'],
	[/纪要/u, '会议记录'],
	[/代办|走进来|凭证|脚本/u, 'what people say: 代录, 临时来的人'],
	[/准许/u, '裁定：同意, 不同意'],
	[/撤销/u, '取消签到, 撤回'],
	[/稍候/u, '请稍等'],
	[/还能写/u, '还可以写{n}字'],
	[/(?<!其)他/u, 'the name or no subject: not everybody is 他'],
	[/[各这一每有{}n\d]群(?!消息|众)/u, '组'],
	[/定稿/u, '封存'],
	[/重连|离线|断网|失去连接/u, '没连上'],
	[/重新加载|重新载入/u, '刷新'],
	[/与会|出席人/u, '参会人'],
	[/移交|交接主持/u, '交出主持, 收回主持'],
	// 搁置件 is the name of a class of results (S1.34).
	[/搁置|暂存/u, '放一放', ['outcomes_set_aside']],
	[/助手|协助人/u, '帮手'],
	[/副主席|主席(?!团)/u, '主持人, 副主持人'],
	[/书记员|书记官/u, '记录员'],
	[/嘉宾|访客/u, '来宾'],
	// A step of 六步工作法 has this name.
	[/公告|张贴/u, '公示', ['TEMPLATES 9 about', 'TEMPLATES 9 stages 2 title']],
	[/勘误|订正/u, '更正'],
	[/代投|代为/u, '替{name}…, 代录'],
	[/关闭举手|打开举手/u, '停止举手, 开放举手']
];

const HANT: Term[] = [
	[/二維碼/u, 'QR Code'],
	[/掃碼/u, '掃描 QR Code'],
	[/大屏|螢屏/u, '大螢幕'],
	[/微觀摩|旁觀/u, '旁聽, 線上旁聽'],
	[/指令碼|腳本/u, 'this browser cannot open it'],
	[/佇列|隊列/u, '發言順序'],
	[/打點|交點/u, '投點'],
	[/計劃/u, '計畫'],
	[/身份/u, '身分'],
	[/保存/u, '儲存'],
	[/錄入/u, '輸入'],
	[/新建/u, '新增'],
	[/回放/u, '重播'],
	[/拖動/u, '拖曳'],
	[/音箱/u, '喇叭'],
	[/密鑰/u, '金鑰'],
	[/校驗碼|核對號(?!碼)/u, '核對碼'],
	[/登入名(?!單)/u, '帳號'],
	[/[這那]部手機|[這那]台手機/u, '這支手機'],
	[/臺/u, '台'],
	[/念/u, '唸'],
	[/演示/u, '示範'],
	[/公示/u, '公告'],
	[/(?:復原|撤銷)簽到/u, '取消簽到'],
	[/參會/u, '與會者'],
	[/樓棟/u, '大樓'],
	[/提交/u, '送出'],
	[/幹部/u, '公務人員'],
	[/第\{?\w+\}?段|[上下哪]一段/u, '環節'],
	[/(?<!位)座號/u, '座位號'],
	[/綁定|綁到/u, '對上名單'],
	[/斷線|掉線|斷開|暫離/u, '沒連上'],
	[/法定/u, '開會人數'],
	[/紀要/u, '會議紀錄'],
	[/准許/u, '裁定：同意, 不同意'],
	[/重新整理過/u, '重新編排過: 重新整理 reloads a page'],
	[/定稿/u, '封存'],
	[/會議記錄(?!員)|[的份看讀寫進]記錄(?!員)/u, '會議紀錄, 紀錄; 記錄 is the deed'],
	[/撤回/u, '復原'],
	[/重連|重新連線|離線|斷網/u, '沒連上'],
	[/重新載入|刷新/u, '重新整理'],
	[/移交/u, '交出主持'],
	[/擱置/u, '先放著', ['outcomes_set_aside']],
	[/志願者|助手/u, '幫手'],
	[/訪客|嘉賓/u, '來賓'],
	[/裏|爲|麽|着|羣/u, '裡, 為, 麼, 著, 群'],
	[
		/信息|視頻|默認|打印|屏幕|服務器|用戶|設置|數據|網絡|鏈接|登錄|添加|軟件|文檔|短信/u,
		'as people say it in Taiwan: 訊息, 影片, 預設, 列印, 螢幕, 伺服器, 使用者, 設定, 資料, 網路, 連結, 登入, 新增'
	]
];

const EN: Term[] = [
	[/big screen/iu, 'hall screen'],
	[/runsheet/iu, 'running order'],
	[/\bqueues?\b|speaking (?:queue|order)/iu, 'speakers’ list'],
	[/rules of speaking/iu, 'speaking rules'],
	[
		/\bunits?\b|\bbod(?:y|ies)\b(?!\})/iu,
		'organisation',
		['organiser_quorum_hint', 'hall_check_text_how']
	],
	[/\bdue\b(?! by|\})/iu, 'expected'],
	[/on leave|\bexcused\b/iu, 'apologies'],
	[/(?:sit|sits) down/iu, 'take your seat'],
	[/\bbind\b|\bunbound\b|\bbound\b/iu, 'match to the roll'],
	[/\bparked?\b|noted aside|not this matter|other matters/iu, 'put aside, off topic'],
	[/(?<!no )cut[- ]off|not connected|disconnected/iu, 'offline'],
	[/today (?:decides|does not decide)/iu, 'for decision today: a day decides nothing'],
	[/check number|fingerprint \(|\bhash\b/iu, 'check code'],
	[/\bparticipants?\b|\battendees?\b/iu, 'people, members'],
	[/\b(?:moderator|facilitator|chairman|chairperson|president)\b/iu, 'chair'],
	[/\b(?:deputy|vice)\b/iu, 'co-chair'],
	[/\b(?:secretary|scribe|note-?taker)\b/iu, 'clerk'],
	[/\b(?:volunteer|assistant)s?\b/iu, 'helper'],
	[/\brefresh\b/iu, 'reload'],
	[/\b(?:reconnect|connection lost)/iu, 'offline'],
	[/not displayed/iu, 'hidden'],
	[/\berrat(?:um|a)\b/iu, 'correction'],
	[/(?:table|defer)(?:ed|s)? (?:it|the item)/iu, 'put aside'],
	[/'/u, '’ and “ ”']
];

describe.each([
	['zh-Hans', HANS],
	['zh-Hant', HANT],
	['en', EN]
] as const)('%s has one term for one thing', (language, terms) => {
	it.each(terms.map(([wrong, right, except]) => ({ wrong, right, except })))(
		'$right, not $wrong',
		({ wrong, right, except }) => {
			expect(having(language, wrong, except), `say ${right}`).toEqual([]);
		}
	);
});

it('whoever needs help is sent to the staff: a meeting may have no clerk', () => {
	const asked = /^(?:refusal|phone|join|print)_/u;
	for (const language of LOCALES) {
		const clerk = having(language, /记录员|記錄員|\bclerk\b/iu);
		expect(clerk.filter((one) => asked.test(one))).toEqual([]);
	}
});

describe('what people read before they start', () => {
	const BEFORE = ['README.md', 'CHANGELOG.md', 'docs/export-json.md'];
	/** Names of things in the code, and the requirements' own words, stay what they are. */
	const TERMS: Term[] = [
		[/big screen/iu, 'hall screen'],
		[/speaking queue/iu, 'speakers’ list'],
		[/(?:follows a|the) runsheet\b/iu, 'running order'],
		[/\bparticipants?\b|\battendees?\b/iu, 'people, members'],
		[/check number|fingerprint \(/iu, 'check code']
	];
	it.each(BEFORE)('%s says it as the screens do', (file) => {
		const text = readFileSync(file, 'utf8');
		for (const [wrong, right] of TERMS) expect(text, `say ${right}`).not.toMatch(wrong);
	});
});

describe('the marks', () => {
	it('zh-Hans quotes with “ ” and ‘ ’, zh-Hant with 「 」, English with “ ”', () => {
		expect(having('zh-Hans', /[「」『』"]/u), 'say “ ”').toEqual([]);
		expect(having('zh-Hant', /[“”‘’"]/u), 'say 「 」').toEqual([]);
		expect(having('en', /[「」『』"]/u), 'say “ ”').toEqual([]);
		for (const language of LOCALES) {
			const uneven = [...MESSAGES[language]].filter(([, words]) =>
				[
					['“', '”'],
					['「', '」']
				].some(([open, shut]) => words.split(open!).length !== words.split(shut!).length)
			);
			expect(uneven).toEqual([]);
		}
	});

	it('an ellipsis is …… in Chinese and … in English', () => {
		for (const language of ['zh-Hans', 'zh-Hant'] as const)
			expect(having(language, /(?<!…)…(?!…)|…{3}/u), 'say ……').toEqual([]);
		expect(having('en', /……|\.\.\./u), 'say …').toEqual([]);
	});

	it('no blank stands between Chinese and a number', () => {
		const number = String.raw`(?:\d+|\{(?:n|max|min|cards|people|done|of|due|present|minutes|points|total|places?|given|most)\})`;
		const blank = new RegExp(
			`\\p{Script=Han} ${number}|${number} [张張人字秒分点點项項次号號组組类類位条條个個轮輪]`,
			'u'
		);
		/** Two things side by side: a blank parts them. */
		const parted = ['attendance_due_present', 'record_came'];
		/** Keys of the keyboard. */
		const keys = [
			'minutes_keys',
			'cards_clerk_keys',
			'cards_clerk_sort_keys',
			'cards_clerk_lacks_stance'
		];
		for (const language of ['zh-Hans', 'zh-Hant'] as const)
			expect(having(language, blank, [...parted, ...keys, ...numbersTyped]), 'no blank').toEqual(
				[]
			);
	});

	it('a blank stands between Chinese and a Latin word', () => {
		const close = /\p{Script=Han}[A-Za-z]{2,}|[A-Za-z]{2,}\p{Script=Han}/u;
		for (const language of ['zh-Hans', 'zh-Hant'] as const)
			expect(having(language, close), 'Wi-Fi 能进, 按 Enter').toEqual([]);
	});
});

/** What the clerk types stands apart: 12 1. */
const numbersTyped = ['clerk_not_a_number'];

describe('the keys', () => {
	const source = globSync(['src/**/*.{ts,svelte}', 'server/**/*.ts'])
		.filter((file) => !file.includes('paraglide') && !file.endsWith('.test.ts'))
		.map((file) => readFileSync(file, 'utf8'))
		.join('\n');

	it('every sentence is said somewhere', () => {
		const said = new Set(
			source.match(/\bm\s*\.\s*\w+/gu)?.map((one) => one.replace(/^m\s*\.\s*/u, ''))
		);
		// A refusal's sentence is found by its code (`refusal.ts`).
		const isRefused = (key: string) =>
			/^refusal_/u.test(key) &&
			source.includes(`'${key.replace(/^refusal_|_line$/gu, '').replaceAll('_', '-')}'`);
		// What its texts are called is found by the slice (`routes/(app)/meetings/[code]/erase`).
		const isOfSlice = (key: string) => SLICE_NAMES.some((slice) => key === `organiser_of_${slice}`);
		const unsaid = [...MESSAGES['zh-Hans'].keys()].filter(
			(key) => !said.has(key) && !key.includes(' ')
		);
		expect(unsaid.filter((key) => !isRefused(key) && !isOfSlice(key))).toEqual([]);
		// No other key is put together at run time: the test above would not see it.
		expect(source.match(/\bm\[/gu)).toBeNull();
	});

	it('the three languages have the same keys with the same parameters', () => {
		const shape = (language: Language) =>
			Object.fromEntries(
				[...MESSAGES[language]].map(([key, words]) => [
					key,
					[...new Set(words.match(/\{\w+\}/gu) ?? [])].sort().join('')
				])
			);
		const source = shape('zh-Hans');
		expect(shape('zh-Hant')).toEqual(source);
		expect(shape('en')).toEqual(source);
	});
});

/**
 * Rules of votes as data (requirements §4.2, V01–V16): who must take part, and when it passes.
 *
 * 以上 includes the number, 超过 and 过半数 do not (Civil Code 1259): `strict`.
 */
import type { Localised } from '../names.ts';
import type { VoteKind } from './ballots.ts';

/** A share as whole numbers; `strict`: more than it, else at least it. */
export interface Share {
	num: number;
	den: number;
	strict: boolean;
}

export const VOTE_RULE_IDS = [
	'V01',
	'V02',
	'V03',
	'V04',
	'V05',
	'V06',
	'V07',
	'V08',
	'V09',
	'V10',
	'V11',
	'V12',
	'V12b',
	'V13',
	'V14',
	'V15',
	'V16'
] as const;
export type VoteRuleId = (typeof VOTE_RULE_IDS)[number];

/**
 * Of whom a share is taken. `register`: of all who may vote; `present`: of those who came; `cast`: of those
 * who voted, abstentions included (L5).
 */
export type ShareOf = 'register' | 'present' | 'cast';

export interface VoteRule {
	id: VoteRuleId;
	name: Localised;
	/** What it asks, in one sentence for everybody. */
	sentence: Localised;
	/** Where it is written. */
	source: Localised;
	/** Since when what is written there is in force, ISO date; empty where it is no law. */
	inForce: string;
	kinds: readonly VoteKind[];
	/** What is counted: heads alone, or areas and heads, each by itself. */
	measures: readonly ('area' | 'heads')[];
	/** How many must come or vote, of all who may. */
	takesPart: { who: 'present' | 'cast'; share: Share } | null;
	/** When it passes; `more`: more for than against; `agreement`: 同意 and 可接受; null: an order of merit. */
	passes: { of: ShareOf; share: Share } | 'more' | { agreement: Share } | null;
	/** Days between the notice and the vote (L7); 0 where the law names none. */
	noticeDays: number;
}

const HALF: Share = { num: 1, den: 2, strict: true };
const AT_LEAST_HALF: Share = { num: 1, den: 2, strict: false };
const TWO_THIRDS: Share = { num: 2, den: 3, strict: false };
const THREE_QUARTERS: Share = { num: 3, den: 4, strict: false };
const ALL: Share = { num: 1, den: 1, strict: false };

const HEADS = ['heads'] as const;
const AREA_AND_HEADS = ['area', 'heads'] as const;
const YES_NO: readonly VoteKind[] = ['yes-no'];

const CIVIL_CODE = '2021-01-01';
const PRESENT_HALF = { of: 'present', share: HALF } as const;

/** All rules, the one that is usual first. */
export const VOTE_RULES: readonly VoteRule[] = [
	{
		id: 'V01',
		name: {
			'zh-Hans': '居民会议（到会过半）',
			'zh-Hant': '居民會議（到會過半）',
			en: 'Residents’ meeting (more than half of those present)'
		},
		sentence: {
			'zh-Hans': '过半数的人到会，到会的人过半数赞成，就算达到。',
			'zh-Hant': '過半數的人到會，到會的人過半數贊成，就算達到。',
			en: 'More than half must be present, and more than half of those present must be for it.'
		},
		source: {
			'zh-Hans': '城市居民委员会组织法第九条',
			'zh-Hant': '城市居民委員會組織法第九條',
			en: 'Organic Law of Urban Residents’ Committees, art. 9'
		},
		inForce: '1990-01-01',
		kinds: YES_NO,
		measures: HEADS,
		takesPart: { who: 'present', share: HALF },
		passes: PRESENT_HALF,
		noticeDays: 0
	},
	{
		id: 'V02',
		name: { 'zh-Hans': '村民会议', 'zh-Hant': '村民會議', en: 'Villagers’ meeting' },
		sentence: {
			'zh-Hans': '过半数的村民到会，到会的人过半数赞成，就算达到。',
			'zh-Hant': '過半數的村民到會，到會的人過半數贊成，就算達到。',
			en: 'More than half of the villagers must be present, and more than half of those must be for it.'
		},
		source: {
			'zh-Hans': '村民委员会组织法第二十二条',
			'zh-Hant': '村民委員會組織法第二十二條',
			en: 'Organic Law of Villagers’ Committees, art. 22'
		},
		inForce: '2010-10-28',
		kinds: YES_NO,
		measures: HEADS,
		takesPart: { who: 'present', share: HALF },
		passes: PRESENT_HALF,
		noticeDays: 10
	},
	{
		id: 'V03',
		name: {
			'zh-Hans': '村民代表会议',
			'zh-Hant': '村民代表會議',
			en: 'Meeting of villagers’ representatives'
		},
		sentence: {
			'zh-Hans': '三分之二以上的代表到会，到会的人过半数赞成，就算达到。',
			'zh-Hant': '三分之二以上的代表到會，到會的人過半數贊成，就算達到。',
			en: 'At least two thirds of the representatives must be present, and more than half of those must be for it.'
		},
		source: {
			'zh-Hans': '村民委员会组织法第二十六条',
			'zh-Hant': '村民委員會組織法第二十六條',
			en: 'Organic Law of Villagers’ Committees, art. 26'
		},
		inForce: '2010-10-28',
		kinds: YES_NO,
		measures: HEADS,
		takesPart: { who: 'present', share: TWO_THIRDS },
		passes: PRESENT_HALF,
		noticeDays: 5
	},
	{
		id: 'V04',
		name: { 'zh-Hans': '村民小组会议', 'zh-Hant': '村民小組會議', en: 'Villagers’ group meeting' },
		sentence: {
			'zh-Hans': '三分之二以上的人或户到会，到会的过半数赞成，就算达到。',
			'zh-Hant': '三分之二以上的人或戶到會，到會的過半數贊成，就算達到。',
			en: 'At least two thirds must be present, and more than half of those must be for it.'
		},
		source: {
			'zh-Hans': '村民委员会组织法第二十八条',
			'zh-Hant': '村民委員會組織法第二十八條',
			en: 'Organic Law of Villagers’ Committees, art. 28'
		},
		inForce: '2010-10-28',
		kinds: YES_NO,
		measures: HEADS,
		takesPart: { who: 'present', share: TWO_THIRDS },
		passes: PRESENT_HALF,
		noticeDays: 0
	},
	{
		id: 'V05',
		name: {
			'zh-Hans': '业主·一般事项',
			'zh-Hant': '業主·一般事項',
			en: 'Owners, ordinary matters'
		},
		sentence: {
			'zh-Hans':
				'面积和人数都有三分之二以上参加，参加的面积和人数都过半数赞成，就算达到。弃权算参加。',
			'zh-Hant':
				'面積和人數都有三分之二以上參加，參加的面積和人數都過半數贊成，就算達到。棄權算參加。',
			en: 'At least two thirds of the area and of the owners must take part, and more than half of the area and of the owners who do must be for it. Abstaining is taking part.'
		},
		source: {
			'zh-Hans': '民法典第二百七十八条',
			'zh-Hant': '民法典第二百七十八條',
			en: 'Civil Code, art. 278'
		},
		inForce: CIVIL_CODE,
		kinds: YES_NO,
		measures: AREA_AND_HEADS,
		takesPart: { who: 'cast', share: TWO_THIRDS },
		passes: { of: 'cast', share: HALF },
		noticeDays: 15
	},
	{
		id: 'V06',
		name: { 'zh-Hans': '业主·特别事项', 'zh-Hant': '業主·特別事項', en: 'Owners, special matters' },
		sentence: {
			'zh-Hans':
				'面积和人数都有三分之二以上参加，参加的面积和人数都有四分之三以上赞成，就算达到。弃权算参加。',
			'zh-Hant':
				'面積和人數都有三分之二以上參加，參加的面積和人數都有四分之三以上贊成，就算達到。棄權算參加。',
			en: 'At least two thirds of the area and of the owners must take part, and at least three quarters of the area and of the owners who do must be for it. Abstaining is taking part.'
		},
		source: {
			'zh-Hans': '民法典第二百七十八条',
			'zh-Hant': '民法典第二百七十八條',
			en: 'Civil Code, art. 278'
		},
		inForce: CIVIL_CODE,
		kinds: YES_NO,
		measures: AREA_AND_HEADS,
		takesPart: { who: 'cast', share: TWO_THIRDS },
		passes: { of: 'cast', share: THREE_QUARTERS },
		noticeDays: 15
	},
	{
		id: 'V07',
		name: {
			'zh-Hans': '住宅改经营用房',
			'zh-Hant': '住宅改經營用房',
			en: 'A home becomes business premises'
		},
		sentence: {
			'zh-Hans': '有利害关系的业主一致赞成，才算达到。',
			'zh-Hant': '有利害關係的業主一致贊成，才算達到。',
			en: 'Every owner concerned must be for it.'
		},
		source: {
			'zh-Hans': '民法典第二百七十九条',
			'zh-Hant': '民法典第二百七十九條',
			en: 'Civil Code, art. 279'
		},
		inForce: CIVIL_CODE,
		kinds: YES_NO,
		measures: HEADS,
		takesPart: null,
		passes: { of: 'register', share: ALL },
		noticeDays: 0
	},
	{
		id: 'V08',
		name: {
			'zh-Hans': '集体经济组织成员大会',
			'zh-Hant': '集體經濟組織成員大會',
			en: 'General meeting of a rural collective'
		},
		sentence: {
			'zh-Hans': '三分之二以上的成员到会，全体成员三分之二以上赞成，就算达到。一人一票。',
			'zh-Hant': '三分之二以上的成員到會，全體成員三分之二以上贊成，就算達到。一人一票。',
			en: 'At least two thirds of the members must be present, and at least two thirds of all members must be for it. One person, one vote.'
		},
		source: {
			'zh-Hans': '农村集体经济组织法第二十七条',
			'zh-Hant': '農村集體經濟組織法第二十七條',
			en: 'Law on Rural Collective Economic Organisations, art. 27'
		},
		inForce: '2025-05-01',
		kinds: YES_NO,
		measures: HEADS,
		takesPart: { who: 'present', share: TWO_THIRDS },
		passes: { of: 'register', share: TWO_THIRDS },
		noticeDays: 10
	},
	{
		id: 'V09',
		name: {
			'zh-Hans': '集体经济组织成员代表大会',
			'zh-Hant': '集體經濟組織成員代表大會',
			en: 'Representatives of a rural collective'
		},
		sentence: {
			'zh-Hans': '全体代表三分之二以上赞成，就算达到。',
			'zh-Hant': '全體代表三分之二以上贊成，就算達到。',
			en: 'At least two thirds of all representatives must be for it.'
		},
		source: {
			'zh-Hans': '农村集体经济组织法第二十八条',
			'zh-Hant': '農村集體經濟組織法第二十八條',
			en: 'Law on Rural Collective Economic Organisations, art. 28'
		},
		inForce: '2025-05-01',
		kinds: YES_NO,
		measures: HEADS,
		takesPart: null,
		passes: { of: 'register', share: TWO_THIRDS },
		noticeDays: 10
	},
	{
		id: 'V10',
		name: {
			'zh-Hans': '承包方案、个别调整、对外发包',
			'zh-Hant': '承包方案、個別調整、對外發包',
			en: 'Land and pasture contracts'
		},
		sentence: {
			'zh-Hans': '全体成员或代表三分之二以上赞成，就算达到；有的还要报乡镇批准。',
			'zh-Hant': '全體成員或代表三分之二以上贊成，就算達到；有的還要報鄉鎮批准。',
			en: 'At least two thirds of all members or representatives must be for it; some matters need the township’s approval, too.'
		},
		source: {
			'zh-Hans': '农村土地承包法第十九、二十八、五十二条，草原法第十三条',
			'zh-Hant': '農村土地承包法第十九、二十八、五十二條，草原法第十三條',
			en: 'Rural Land Contracting Law, arts. 19, 28, 52; Grassland Law, art. 13'
		},
		inForce: '2019-01-01',
		kinds: YES_NO,
		measures: HEADS,
		takesPart: null,
		passes: { of: 'register', share: TWO_THIRDS },
		noticeDays: 0
	},
	{
		id: 'V11',
		name: {
			'zh-Hans': '四议两公开·党员大会',
			'zh-Hant': '四議兩公開·黨員大會',
			en: 'Party members’ meeting (four deliberations)'
		},
		sentence: {
			'zh-Hans': '三分之二以上应到党员到会，应到党员半数以上赞成，就算达到。',
			'zh-Hant': '三分之二以上應到黨員到會，應到黨員半數以上贊成，就算達到。',
			en: 'At least two thirds of the members due must be present, and at least half of all due must be for it.'
		},
		source: {
			'zh-Hans': '“四议两公开”工作法',
			'zh-Hant': '「四議兩公開」工作法',
			en: 'The practice of four deliberations and two publications'
		},
		inForce: '',
		kinds: YES_NO,
		measures: HEADS,
		takesPart: { who: 'present', share: TWO_THIRDS },
		passes: { of: 'register', share: AT_LEAST_HALF },
		noticeDays: 0
	},
	{
		id: 'V12',
		name: {
			'zh-Hans': '加装电梯（单元）',
			'zh-Hant': '加裝電梯（單元）',
			en: 'A lift for one stairway'
		},
		sentence: {
			'zh-Hans':
				'本单元面积和人数都有三分之二以上参加，参加的面积和人数都有四分之三以上赞成，就算达到。弃权算参加。',
			'zh-Hant':
				'本單元面積和人數都有三分之二以上參加，參加的面積和人數都有四分之三以上贊成，就算達到。棄權算參加。',
			en: 'Within the stairway at least two thirds of the area and of the owners must take part, and at least three quarters of those must be for it. Abstaining is taking part.'
		},
		source: {
			'zh-Hans': '民法典第二百七十八条，各地加装电梯办法',
			'zh-Hant': '民法典第二百七十八條，各地加裝電梯辦法',
			en: 'Civil Code, art. 278, and local measures on lifts'
		},
		inForce: CIVIL_CODE,
		kinds: YES_NO,
		measures: AREA_AND_HEADS,
		takesPart: { who: 'cast', share: TWO_THIRDS },
		passes: { of: 'cast', share: THREE_QUARTERS },
		noticeDays: 15
	},
	{
		id: 'V12b',
		name: {
			'zh-Hans': '加装电梯（全体三分之二）',
			'zh-Hant': '加裝電梯（全體三分之二）',
			en: 'A lift (two thirds of all)'
		},
		sentence: {
			'zh-Hans': '全部面积和全体业主都有三分之二以上书面赞成，就算达到；方案要先公示十五天。',
			'zh-Hant': '全部面積和全體業主都有三分之二以上書面贊成，就算達到；方案要先公示十五天。',
			en: 'At least two thirds of the whole area and of all owners must be for it in writing; the plan is posted for fifteen days before.'
		},
		source: {
			'zh-Hans': '济南市既有多层住宅增设电梯规定第七、十一条',
			'zh-Hant': '濟南市既有多層住宅增設電梯規定第七、十一條',
			en: 'Jinan rules on lifts in existing buildings, arts. 7 and 11'
		},
		inForce: '',
		kinds: YES_NO,
		measures: AREA_AND_HEADS,
		takesPart: null,
		passes: { of: 'register', share: TWO_THIRDS },
		noticeDays: 15
	},
	{
		id: 'V13',
		name: { 'zh-Hans': '业委会会议', 'zh-Hant': '業委會會議', en: 'Owners’ committee' },
		sentence: {
			'zh-Hans': '过半数的委员到会，全体委员过半数赞成，就算达到。',
			'zh-Hant': '過半數的委員到會，全體委員過半數贊成，就算達到。',
			en: 'More than half of the members must be present, and more than half of all members must be for it.'
		},
		source: {
			'zh-Hans': '杭州市物业管理条例第二十九条',
			'zh-Hant': '杭州市物業管理條例第二十九條',
			en: 'Hangzhou property management regulation, art. 29'
		},
		inForce: '2022-03-01',
		kinds: YES_NO,
		measures: HEADS,
		takesPart: { who: 'present', share: HALF },
		passes: { of: 'register', share: HALF },
		noticeDays: 0
	},
	{
		id: 'V14',
		name: { 'zh-Hans': '简单多数', 'zh-Hant': '簡單多數', en: 'Simple majority' },
		sentence: {
			'zh-Hans': '赞成的比反对的多，就算达到。弃权不计，一样多就没达到。',
			'zh-Hant': '贊成的比反對的多，就算達到。棄權不計，一樣多就沒達到。',
			en: 'More must be for it than against it. Abstentions don’t count; a tie fails.'
		},
		source: {
			'zh-Hans': '罗伯特议事规则（简版12条）',
			'zh-Hant': '羅伯特議事規則（簡版12條）',
			en: 'Robert’s rules in twelve lines'
		},
		inForce: '',
		kinds: YES_NO,
		measures: HEADS,
		takesPart: null,
		passes: 'more',
		noticeDays: 0
	},
	{
		id: 'V15',
		name: { 'zh-Hans': '协商共识度', 'zh-Hant': '協商共識度', en: 'Degree of agreement' },
		sentence: {
			'zh-Hans':
				'同意和可接受合起来有八成以上，就算谈拢了；不同意的每一条都要有答复。没有法律效力。',
			'zh-Hant':
				'同意和可接受合起來有八成以上，就算談攏了；不同意的每一條都要有答覆。沒有法律效力。',
			en: 'At least eight in ten agree or can accept it, and every objection is answered. No legal effect.'
		},
		source: {
			'zh-Hans': '议堂的默认规则',
			'zh-Hant': '議堂的預設規則',
			en: 'Yitang’s own default'
		},
		inForce: '',
		kinds: ['scale'],
		measures: HEADS,
		takesPart: null,
		passes: { agreement: { num: 4, den: 5, strict: false } },
		noticeDays: 0
	},
	{
		id: 'V16',
		name: { 'zh-Hans': '只排先后', 'zh-Hant': '只排先後', en: 'An order, nothing more' },
		sentence: {
			'zh-Hans': '只看哪个多、哪个少，没有通过不通过。',
			'zh-Hant': '只看哪個多、哪個少，沒有通過不通過。',
			en: 'It only shows which has more. Nothing passes or fails.'
		},
		source: {
			'zh-Hans': '议堂的默认规则',
			'zh-Hant': '議堂的預設規則',
			en: 'Yitang’s own default'
		},
		inForce: '',
		kinds: ['single', 'approval', 'ranking'],
		measures: HEADS,
		takesPart: null,
		passes: null,
		noticeDays: 0
	}
];

/** The rule with this id. */
export function voteRule(id: VoteRuleId): VoteRule {
	return VOTE_RULES.find((rule) => rule.id === id)!;
}

/** The rule that a vote of this kind has where nobody chose one. */
export function usualRule(kind: VoteKind): VoteRuleId {
	return VOTE_RULES.find(({ kinds }) => kinds.includes(kind))!.id;
}

/** Rules of owners, who vote with area and heads (V05–V07, V12; Civil Code 278–279). */
import {
	ALL,
	AREA_AND_HEADS,
	CIVIL_CODE,
	HALF,
	HEADS,
	OWNERS_PROXIES,
	THREE_QUARTERS,
	TWO_THIRDS,
	YES_NO,
	type VoteRule
} from './vote-rule.ts';

export const OWNERS_RULES: readonly VoteRule[] = [
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
		byHomes: true,
		proxies: OWNERS_PROXIES,
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
		byHomes: true,
		proxies: OWNERS_PROXIES,
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
		byHomes: true,
		proxies: OWNERS_PROXIES,
		takesPart: null,
		passes: { of: 'register', share: ALL },
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
		byHomes: true,
		proxies: OWNERS_PROXIES,
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
		byHomes: true,
		proxies: OWNERS_PROXIES,
		takesPart: null,
		passes: { of: 'register', share: TWO_THIRDS },
		noticeDays: 15
	}
];

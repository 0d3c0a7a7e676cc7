/** Rules of residents, villagers and committees (V01–V04, V11, V13). */
import {
	AT_LEAST_HALF,
	HALF,
	HEADS,
	PRESENT_HALF,
	TWO_THIRDS,
	YES_NO,
	type VoteRule
} from './vote-rule.ts';

export const RESIDENTS_RULES: readonly VoteRule[] = [
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
		afterwards: true,
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
	}
];

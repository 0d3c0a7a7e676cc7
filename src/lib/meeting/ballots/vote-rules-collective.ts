/** Rules of rural collectives (V08–V10). */
import { HEADS, TWO_THIRDS, YES_NO, type VoteRule } from './vote-rule.ts';

export const COLLECTIVE_RULES: readonly VoteRule[] = [
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
		// Art. 27: in writing, to another member of the same home.
		proxies: { within: 'home', most: null },
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
	}
];

/** All rules of votes as data (requirements §4.2, V01–V16). */
import type { VoteKind } from './ballots.ts';
import { COLLECTIVE_RULES } from './vote-rules-collective.ts';
import { OWNERS_RULES } from './vote-rules-owners.ts';
import { RESIDENTS_RULES } from './vote-rules-residents.ts';
import { HEADS, YES_NO, type VoteRule, type VoteRuleId } from './vote-rule.ts';

/** Rules that are no law: more for than against, how far people agree, an order and nothing more. */
const COMMON_RULES: readonly VoteRule[] = [
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
		afterwards: true,
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
		afterwards: true,
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
		afterwards: true,
		noticeDays: 0
	}
];

/** The one that is usual first. */
export const VOTE_RULES: readonly VoteRule[] = [
	...RESIDENTS_RULES,
	...OWNERS_RULES,
	...COLLECTIVE_RULES,
	...COMMON_RULES
];

/** The rule with this id. */
export function voteRule(id: VoteRuleId): VoteRule {
	return VOTE_RULES.find((rule) => rule.id === id)!;
}

/** The rule that a vote of this kind has where nobody chose one: what the meeting has adopted, where that goes with it. */
export function usualRule(kind: VoteKind, adopted: VoteRuleId | null = null): VoteRuleId {
	if (adopted !== null && voteRule(adopted).kinds.includes(kind)) return adopted;
	return VOTE_RULES.find(({ kinds }) => kinds.includes(kind))!.id;
}

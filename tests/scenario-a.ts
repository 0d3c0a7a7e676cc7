/** Scenario A (requirements §6.A) as data, for stories and pictures: its cards, and who comes. */
import type { CardStance } from '#lib/meeting/cards/cards.ts';
import scenarios from './data/scenarios.json' with { type: 'json' };

const A = scenarios.scenarios[0]!;
/** Its cards. */
export const CARDS = A.卡片!;
/** What they answer. */
export const QUESTION = A.卡片题目!.replace(/\(.*/, '').replaceAll(',', '，').replaceAll('?', '？');
/** Clusters with their dots. */
export const GROUPS = A.打点!;
/** The heap of what is off topic. */
export const OFF = '不属于本议题(另记)';
export const COMING = A.参与人!.filter((one) => !one.方式.startsWith('请假'));
/** Names of all who come. */
export const HERE = COMING.map((one) => one.姓名);
/** Who comes with a phone. */
export const PHONES = COMING.filter((one) => one.有手机).map((one) => one.姓名);

/** The kinds of cards as the scenario writes them. */
export const STANCE: Record<string, CardStance> = {
	建议: 'idea',
	担心: 'worry',
	疑问: 'question',
	事实: 'fact'
};

/**
 * The lines of 罗伯特12条 (requirements 3.1, sourced; the wording of 12 is completed from the same
 * tradition).
 */
import type { Localised } from '../names.ts';
import { line } from './rule-line.ts';

export const TWELVE: Localised[] = [
	line(
		'动议中心：先有具体、明确、可操作的建议，才讨论；没有动议不讨论。',
		'動議中心：先有具體、明確、可操作的建議，才討論；沒有動議不討論。',
		'Motion first: discuss a concrete, clear, workable proposal; without one there is no debate.'
	),
	line(
		'主持中立：主持人不发表意见、不表露倾向；要发言，先把主持交给别人，直到这件事表决完。',
		'主持中立：主持人不發表意見、不表露傾向；要發言，先把主持交給別人，直到這件事表決完。',
		'Neutral chair: the chair gives no opinion; to speak, hand over the chair until the vote is done.'
	),
	line(
		'机会均等：先举手示意，先举先说；没说过的先于说过的；赞成和反对轮流说。',
		'機會均等：先舉手示意，先舉先說；沒說過的先於說過的；贊成和反對輪流說。',
		'Equal chances: first hand first; who has not spoken goes before who has; both views take turns.'
	),
	line(
		'立场明确：先说赞成还是反对，再说理由。',
		'立場明確：先說贊成還是反對，再說理由。',
		'Clear stance: first say for or against, then why.'
	),
	line('发言完整：别人说话时不打断。', '發言完整：別人說話時不打斷。', 'Do not interrupt.'),
	line(
		'面对主持：话对主持人说，不同意见的人不直接争论。',
		'面對主持：話對主持人說，不同意見的人不直接爭論。',
		'Speak to the chair: no direct debate between those who disagree.'
	),
	line(
		'限时限次：每次不超过2分钟，同一件事每人不超过2次。',
		'限時限次：每次不超過2分鐘，同一件事每人不超過2次。',
		'Limits: at most 2 minutes a turn, at most 2 turns each on one matter.'
	),
	line(
		'一时一件：不跑题；这件事定了，再说下一件；跑题由主持人制止。',
		'一時一件：不離題；這件事定了，再說下一件；離題由主持人制止。',
		'One thing at a time: stay on the matter; the next comes when this one is settled.'
	),
	line(
		'遵守裁判：主持人制止违规发言，被制止的人马上停下。',
		'遵守裁判：主持人制止違規發言，被制止的人馬上停下。',
		'Obey the ruling: when the chair stops a breach, the speaker stops at once.'
	),
	line(
		'文明表达：不攻击人，不质疑别人的动机。',
		'文明表達：不攻擊人，不質疑別人的動機。',
		'Be civil: no personal attack, no questioning of motives.'
	),
	line(
		'充分辩论：大家说充分了，才表决。',
		'充分辯論：大家說充分了，才表決。',
		'Full debate: vote only after everyone has had their say.'
	),
	line(
		'多数裁决：赞成多于反对就通过，票数相等不通过，弃权不计入。',
		'多數裁決：贊成多於反對就通過，票數相等不通過，棄權不計入。',
		'Majority: passes when more are for than against; a tie fails; abstentions are not counted.'
	)
];

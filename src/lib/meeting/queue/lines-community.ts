/**
 * The lines of 社区议事13条 (requirements 3.2: 1–10 sourced, 11–13 our own words) and of 南塘十三条
 * (3.3: 1 sourced, 2–13 from memory of the rule).
 */
import type { Localised } from '../names.ts';
import { line } from './rule-line.ts';

export const THIRTEEN: Localised[] = [
	line(
		'主持人中立，不发表观点。',
		'主持人中立，不發表觀點。',
		'The chair is neutral and gives no view.'
	),
	line(
		'先举手，主持人邀请后起立发言。',
		'先舉手，主持人邀請後起立發言。',
		'Raise your hand; stand and speak when the chair invites you.'
	),
	line(
		'面向主持人说，不与其他人直接辩论。',
		'面向主持人說，不與其他人直接辯論。',
		'Face the chair; no direct debate with others.'
	),
	line(
		'先表明立场（赞成、反对、提问），再说理由。',
		'先表明立場（贊成、反對、提問），再說理由。',
		'First your stance (for, against, question), then your reasons.'
	),
	line('每次不超过3分钟。', '每次不超過3分鐘。', 'At most 3 minutes a turn.'),
	line('不打断别人。', '不打斷別人。', 'Do not interrupt.'),
	line(
		'不跑题，围绕利和弊说。',
		'不離題，圍繞利和弊說。',
		'Stay on the matter: what speaks for it and against it.'
	),
	line(
		'不攻击，不扣帽子，不贴标签。',
		'不攻擊，不扣帽子，不貼標籤。',
		'No attacks, no name-calling, no labels.'
	),
	line('主持人让各方轮流说。', '主持人讓各方輪流說。', 'The chair lets the sides take turns.'),
	line(
		'有人违规，主持人及时打断，被打断的人服从。',
		'有人違規，主持人及時打斷，被打斷的人服從。',
		'The chair stops breaches at once, and the speaker stops.'
	),
	line('说充分了再表决。', '說充分了再表決。', 'Vote when everyone has had their say.'),
	line(
		'赞成、反对、弃权都要问到；票数相等不通过。',
		'贊成、反對、棄權都要問到；票數相等不通過。',
		'Ask for those in favour, against and abstaining; a tie fails.'
	),
	line(
		'定下来的事大家遵守，不同意见写进记录。',
		'定下來的事大家遵守，不同意見寫進紀錄。',
		'Keep to what was decided; differing views go into the record.'
	)
];

export const NANTANG: Localised[] = [
	line(
		'主持人负责宣布制度、分配发言权、提请表决、维持秩序、执行程序；主持时不发表意见，也不总结别人的话。',
		'主持人負責宣布制度、分配發言權、提請表決、維持秩序、執行程序；主持時不發表意見，也不總結別人的話。',
		'The chair announces rules, gives the floor, puts the vote and keeps order, without any opinion.'
	),
	line(
		'动议是行动的建议，要具体、明确、可操作。',
		'動議是行動的建議，要具體、明確、可操作。',
		'A motion proposes an action: concrete, clear and workable.'
	),
	line(
		'发言前举手，谁先举谁优先，得到允许才说；起立发言，别人说话时不打断。',
		'發言前舉手，誰先舉誰優先，得到允許才說；起立發言，別人說話時不打斷。',
		'Raise your hand, first come first; speak standing when allowed; do not interrupt.'
	),
	line(
		'对着主持人说，不同意见的人避免直接面对。',
		'對著主持人說，不同意見的人避免直接面對。',
		'Speak to the chair; those who disagree do not address each other.'
	),
	line(
		'每人每次不超过2分钟，同一动议每人不超过2次，或现场规定。',
		'每人每次不超過2分鐘，同一動議每人不超過2次，或現場規定。',
		'At most 2 minutes a turn and 2 turns a motion, or as the room decides.'
	),
	line('不跑题。', '不離題。', 'Stay on the matter.'),
	line(
		'主持人打断违规发言，被打断的人应当停下。',
		'主持人打斷違規發言，被打斷的人應當停下。',
		'The chair stops breaches; the person stops.'
	),
	line('意见相反的双方轮流说。', '意見相反的雙方輪流說。', 'Opposing sides take turns.'),
	line(
		'先说赞成或反对，再说理由。',
		'先說贊成或反對，再說理由。',
		'First for or against, then why.'
	),
	line('不攻击人。', '不攻擊人。', 'No personal attacks.'),
	line(
		'只有主持人可以提请表决，要等发言次数用完或没有人再说；主持人有表决权的，最后表决。',
		'只有主持人可以提請表決，要等發言次數用完或沒有人再說；主持人有表決權的，最後表決。',
		'Only the chair puts the vote, when all turns are used or nobody asks; the chair votes last.'
	),
	line(
		'先请赞成的举手，再请反对的举手，不请弃权的举手。',
		'先請贊成的舉手，再請反對的舉手，不請棄權的舉手。',
		'First those in favour, then those against; abstentions are not asked for.'
	),
	line(
		'赞成多于反对就通过，相等等于没过。',
		'贊成多於反對就通過，相等等於沒過。',
		'Passes when more are for than against; a tie is a no.'
	)
];

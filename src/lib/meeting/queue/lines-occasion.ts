/**
 * The lines of presets for one occasion: the pledge that is read together (requirements 3.5; sourced, the
 * ten rules after it are not), 提案路演 and 听证 (3.6; our own words).
 */
import type { Localised } from '../names.ts';
import { line } from './rule-line.ts';

export const PLEDGE: Localised = line(
	'请大家一起念：我将以积极的态度参与本次议事，遵守议事规则，尊重对方，尊重主持人。',
	'請大家一起唸：我將以積極的態度參與本次議事，遵守議事規則，尊重對方，尊重主持人。',
	'All together: I will take part with good will, keep the rules, respect the others and the chair.'
);

export const PITCH: Localised[] = [
	line(
		'一次说一个提案，五分钟。',
		'一次說一個提案，五分鐘。',
		'One proposal at a time, in five minutes.'
	),
	line(
		'说清楚：什么问题、怎么办、花多少钱、谁来做。',
		'說清楚：什麼問題、怎麼辦、花多少錢、誰來做。',
		'Say what is wrong, what to do, what it costs and who does it.'
	),
	line('说的时候别人不打断。', '說的時候別人不打斷。', 'Nobody interrupts a pitch.'),
	line(
		'都说完了再提问，一次一分钟。',
		'都說完了再提問，一次一分鐘。',
		'Questions come when all have been heard, one minute each.'
	),
	line('问事不评人。', '問事不評人。', 'Ask about the matter, do not judge the person.'),
	line('主持人不点评。', '主持人不點評。', 'The chair does not comment.')
];

export const HEARING: Localised[] = [
	line('先陈述，一次十分钟。', '先陳述，一次十分鐘。', 'Statements come first, ten minutes each.'),
	line(
		'再质询，先举手，一次两分钟，只问不辩。',
		'再質詢，先舉手，一次兩分鐘，只問不辯。',
		'Then questions: raise your hand, two minutes each, ask and do not argue.'
	),
	line(
		'被问的人回应，三分钟。',
		'被問的人回應，三分鐘。',
		'Whoever was asked answers, three minutes.'
	),
	line(
		'最后大家发表意见，一次三分钟。',
		'最後大家發表意見，一次三分鐘。',
		'Then everybody may give an opinion, three minutes each.'
	),
	line('别人说的时候不打断。', '別人說的時候不打斷。', 'Do not interrupt.'),
	line(
		'主持人不偏向任何一方，不发表意见。',
		'主持人不偏向任何一方，不發表意見。',
		'The chair takes no side and gives no opinion.'
	),
	line('说的话都记进会议记录。', '說的話都記進會議紀錄。', 'What is said goes into the minutes.')
];

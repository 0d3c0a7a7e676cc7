/** Chengdu: the seven steps of Guidong, the round table, the seven steps of 言事口 (S3.12–S3.32). */
import { localised, stage, type Template } from './template.ts';

/** S3.12–S3.18. */
export const GUIDONG: Template = {
	id: 'guidong',
	name: localised('桂东七步', '桂東七步', 'Guidong seven steps'),
	about: localised(
		'院落里的事：先把人和规则定好，最后落到谁来做。',
		'院落裡的事：先把人和規則定好，最後落到誰來做。',
		'For a courtyard: settle people and rules first, end with who does what.'
	),
	preset: 'twelve-rules',
	needsReason: false,
	stages: [
		stage(
			'team',
			'plain',
			5,
			localised('建组织', '建組織', 'Build the group'),
			localised(
				'各位邻居，先定今天谁主持、谁记录、谁计时。愿意的请举手。',
				'各位鄰居，先定今天誰主持、誰記錄、誰計時。願意的請舉手。',
				'Neighbours, first: who chairs, who takes notes, who keeps time today? Please raise a hand.'
			)
		),
		stage('platform', 'signin', 10, localised('搭平台', '搭平台', 'Set up the room')),
		stage('rules', 'rules', 10, localised('定规则', '定規則', 'Agree on the rules')),
		stage('topic', 'matter', 10, localised('抛议题', '拋議題', 'Put the question')),
		stage('everyone', 'discussion', 40, localised('广参与', '廣參與', 'Everybody speaks')),
		stage('consensus', 'result', 20, localised('达共识', '達共識', 'Reach consensus')),
		stage('action', 'notice', 10, localised('齐行动', '齊行動', 'Act together'))
	]
};

/** S3.32: in seat order, 过 allowed. */
export const ROUND_TABLE: Template = {
	id: 'round-table',
	name: localised('圆桌协商', '圓桌協商', 'Round table'),
	about: localised(
		'人不多，挨个说：按座位轮流，不想说就说“过”。',
		'人不多，挨個說：按座位輪流，不想說就說「過」。',
		'For a small group: one after another around the table, and anyone may pass.'
	),
	preset: 'round-robin',
	needsReason: false,
	stages: [
		stage('signin', 'signin', 5, localised('入座', '入座', 'Take a seat')),
		stage('matter', 'matter', 5, localised('说题', '說題', 'The question')),
		stage('rules', 'rules', 3, localised('约规则', '約規則', 'The rules')),
		stage('round', 'discussion', 30, localised('轮流说', '輪流說', 'Around the table')),
		stage('result', 'result', 12, localised('归纳', '歸納', 'Sum up')),
		stage('notice', 'notice', 5, localised('公示', '公告', 'Public notice'))
	]
};

/** S3.31; the source names seven steps without their text, so these words are our own. */
export const OPEN_MOUTH: Template = {
	id: 'open-mouth',
	name: localised('言事口七流程', '言事口七流程', 'Yanshikou seven steps'),
	about: localised(
		'从收意见到回话，七步走完；每一步的名字可以改。',
		'從收意見到回話，七步走完；每一步的名字可以改。',
		'From hearing people to answering them, in seven steps.'
	),
	preset: 'eight',
	needsReason: false,
	stages: [
		stage('collect', 'signin', 10, localised('收言', '收言', 'Gather')),
		stage('sort', 'matter', 5, localised('理言', '理言', 'Sort')),
		stage('promise', 'rules', 5, localised('约言', '約言', 'Agree')),
		stage('open', 'parties', 5, localised('开言', '開言', 'Open')),
		stage('talk', 'discussion', 40, localised('议言', '議言', 'Discuss')),
		stage('settle', 'result', 15, localised('定言', '定言', 'Settle')),
		stage('answer', 'notice', 10, localised('回言', '回言', 'Answer'))
	]
};

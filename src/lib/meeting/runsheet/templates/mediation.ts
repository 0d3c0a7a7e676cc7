/** Ordos: seven conveners and two sides with equal time, and talks apart (S5.27). */
import { localised, stage, type Template } from './template.ts';

export const MEDIATION: Template = {
	id: 'seven-mediation',
	name: localised('七人调解', '七人調解', 'Mediation by seven'),
	about: localised(
		'两方有争议：七人在座，双方时间一样多，轮着说，可以单独谈。',
		'兩方有爭議：七人在座，雙方時間一樣多，輪著說，可以單獨談。',
		'For two sides in dispute: seven conveners, equal time in turn, talks apart on request.'
	),
	preset: 'mediation',
	needsReason: false,
	private: true,
	parties: [
		{ id: 'a', name: localised('甲方', '甲方', 'Side A') },
		{ id: 'b', name: localised('乙方', '乙方', 'Side B') },
		{ id: 'mediator', name: localised('调解人', '調解人', 'Mediator') }
	],
	stages: [
		stage('signin', 'signin', 10, localised('签到', '簽到', 'Sign-in')),
		stage('matter', 'matter', 10, localised('说明争议', '說明爭議', 'The dispute')),
		stage(
			'parties',
			'parties',
			5,
			localised('介绍双方和七人', '介紹雙方和七人', 'The sides and the seven')
		),
		stage('rules', 'rules', 5, localised('宣读规则', '宣讀規則', 'The rules')),
		stage('sides', 'discussion', 20, localised('双方轮流说', '雙方輪流說', 'The sides in turn')),
		stage(
			'caucus',
			'plain',
			20,
			localised('单独会谈', '單獨會談', 'Talks apart'),
			localised(
				'下面分开谈，每方十分钟。谈的内容不记录、不公开；愿意带回来的，回来自己说。',
				'下面分開談，每方十分鐘。談的內容不記錄、不公開；願意帶回來的，回來自己說。',
				'We now talk apart, ten minutes with each side. Nothing is written down or made public; what you want to bring back, you say yourself.'
			)
		),
		stage('merge', 'discussion', 20, localised('合并方案', '合併方案', 'One proposal')),
		stage('agreement', 'result', 15, localised('形成协议', '形成協議', 'The agreement')),
		stage('notice', 'notice', 5, localised('公示与上报', '公告與上報', 'Notice and report'))
	]
};

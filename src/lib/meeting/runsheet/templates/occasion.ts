/** A hearing (S2.3) and pitches of proposals (S3.7): parts in their order, each with who speaks and how long (§3.6). */
import { localised, part, stage, type Template } from './template.ts';

export const HEARING: Template = {
	id: 'hearing',
	name: localised('听证', '聽證', 'Hearing'),
	about: localised(
		'一方申请，一方有异议：先陈述，再提问和回应，最后大家发表意见。',
		'一方申請，一方有異議：先陳述，再提問和回應，最後大家發表意見。',
		'One party applies, another objects: statements, then questions and answers, then opinions.'
	),
	preset: 'hearing',
	needsReason: false,
	parties: [
		{ id: 'a', name: localised('申请方', '申請方', 'Applicant') },
		{ id: 'b', name: localised('异议方', '異議方', 'Opponent') },
		{ id: 'asker', name: localised('质询人', '質詢人', 'Questioner') }
	],
	stages: [
		stage('signin', 'signin', 10, localised('签到', '簽到', 'Sign-in')),
		stage('matter', 'matter', 5, localised('说明事项', '說明事項', 'The matter')),
		stage('parties', 'parties', 5, localised('介绍各方', '介紹各方', 'The parties')),
		stage('rules', 'rules', 5, localised('宣读规则', '宣讀規則', 'The rules')),
		part('statements', 20, localised('陈述', '陳述', 'Statements'), {
			turn: 'statement',
			of: ['a', 'b']
		}),
		part('questions', 25, localised('质询和回应', '質詢和回應', 'Questions and answers'), {
			turn: 'ask',
			of: ['asker']
		}),
		part('opinions', 20, localised('发表意见', '發表意見', 'Opinions'), { turn: 'opinion' }),
		stage('result', 'result', 15, localised('听证结论', '聽證結論', 'Conclusions')),
		stage('notice', 'notice', 5, localised('结果公示', '結果公告', 'Public notice'))
	]
};

export const PITCHES: Template = {
	id: 'pitch',
	name: localised('提案路演', '提案路演', 'Proposal pitches'),
	about: localised(
		'几个提案挨个说，每个五分钟；都说完了，大家提问。',
		'幾個提案挨個說，每個五分鐘；都說完了，大家提問。',
		'Several proposals, five minutes each, then questions to whoever brought them.'
	),
	preset: 'pitch',
	needsReason: false,
	parties: [
		{ id: 'presenter', name: localised('提案人', '提案人', 'Presenter') },
		{ id: 'asker', name: localised('提问人', '提問人', 'Questioner') }
	],
	stages: [
		stage('signin', 'signin', 5, localised('签到', '簽到', 'Sign-in')),
		stage('matter', 'matter', 5, localised('说明办法', '說明辦法', 'How it goes')),
		stage('parties', 'parties', 5, localised('介绍提案人', '介紹提案人', 'The presenters')),
		stage('rules', 'rules', 3, localised('约规则', '約規則', 'The rules')),
		part('pitches', 30, localised('路演', '路演', 'Pitches'), {
			turn: 'statement',
			of: ['presenter']
		}),
		part('questions', 20, localised('提问和回应', '提問和回應', 'Questions and answers'), {
			turn: 'ask',
			of: ['asker']
		}),
		stage('result', 'result', 15, localised('评出结果', '評出結果', 'The result')),
		stage('notice', 'notice', 5, localised('公示', '公告', 'Public notice'))
	]
};

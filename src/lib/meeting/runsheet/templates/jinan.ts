/** Jinan: 七定 for big matters, three stages for small ones, urgent ones at once (S1.10–S1.31). */
import { localised, stage, type Template } from './template.ts';

/** S1.24; minutes as in scenario A. */
export const SEVEN_SET: Template = {
	id: 'seven-set',
	name: localised('七定', '七定', 'Seven set stages'),
	about: localised(
		'大事大议：签到、议题、主体、规则、讨论、结果、公示，一个环节不少。',
		'大事大議：簽到、議題、主體、規則、討論、結果、公告，一個環節不少。',
		'For big matters: all seven stages, from sign-in to public notice.'
	),
	preset: 'twelve-rules',
	needsReason: false,
	stages: [
		stage('signin', 'signin', 15, localised('组织签到', '組織簽到', 'Sign-in')),
		stage('matter', 'matter', 8, localised('说明议题', '說明議題', 'The matter')),
		stage('parties', 'parties', 5, localised('介绍主体', '介紹主體', 'Who is here')),
		stage('rules', 'rules', 4, localised('宣读规则', '宣讀規則', 'The rules')),
		stage('discussion', 'discussion', 63, localised('组织讨论', '組織討論', 'Discussion')),
		stage('result', 'result', 25, localised('形成结果', '形成結果', 'The result')),
		stage('notice', 'notice', 10, localised('结果公示', '結果公告', 'Public notice'))
	]
};

/** S1.17: still ends in a result that is published. */
export const THREE_STAGE: Template = {
	id: 'three-stage',
	name: localised('三环节小会', '三環節小會', 'Small meeting'),
	about: localised(
		'小事小议：签到、讨论、结果，半小时开完。',
		'小事小議：簽到、討論、結果，半小時開完。',
		'For small matters: sign in, discuss, result; half an hour.'
	),
	preset: 'eight',
	needsReason: false,
	stages: [
		stage('signin', 'signin', 5, localised('签到', '簽到', 'Sign-in')),
		stage('discussion', 'discussion', 20, localised('讨论', '討論', 'Discussion')),
		stage('result', 'result', 5, localised('结果', '結果', 'Result'))
	]
};

/** S1.10, S1.18: no agenda and no notice, but a reason. */
export const URGENT: Template = {
	id: 'urgent',
	name: localised('急事立议', '急事立議', 'Urgent'),
	about: localised(
		'急事马上议：写一句为什么急，出码就开。',
		'急事馬上議：寫一句為什麼急，出碼就開。',
		'For what cannot wait: one line why, show the code, begin.'
	),
	preset: 'free-talk',
	needsReason: true,
	stages: [
		stage('signin', 'signin', 2, localised('签到', '簽到', 'Sign-in')),
		stage('discussion', 'discussion', 20, localised('马上议', '馬上議', 'Discussion')),
		stage('result', 'result', 5, localised('结果', '結果', 'Result'))
	]
};

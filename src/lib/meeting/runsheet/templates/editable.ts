/**
 * Tianxin's five and six steps (S2.31, S2.32): the source names them without their text; these
 * words are our own (requirements §1.6).
 */
import { localised, stage, type Template } from './template.ts';

export const FIVE_STEPS: Template = {
	id: 'five-steps',
	name: localised('五步协商', '五步協商', 'Five steps'),
	about: localised(
		'提议、审议题、定主体和形式、开会协商、公示落实。',
		'提議、審議題、定主體和形式、開會協商、公告落實。',
		'Propose, admit, settle who and how, deliberate, publish and carry out.'
	),
	preset: 'thirteen',
	needsReason: false,
	stages: [
		stage('propose', 'signin', 10, localised('提议', '提議', 'Propose')),
		stage('admit', 'matter', 10, localised('审议题', '審議題', 'Admit the matter')),
		stage('who', 'parties', 5, localised('定主体和形式', '定主體和形式', 'Who and how')),
		stage('talk', 'discussion', 50, localised('开会协商', '開會協商', 'Deliberate')),
		stage('publish', 'notice', 10, localised('公示落实', '公告落實', 'Publish and carry out'))
	]
};

export const SIX_STEPS: Template = {
	id: 'six-steps',
	name: localised('自治议事六步走', '自治議事六步走', 'Six steps'),
	about: localised(
		'收集、筛选、公告、议事、表决、落实评议。',
		'收集、篩選、公告、議事、表決、落實評議。',
		'Collect, select, announce, deliberate, vote, carry out and rate.'
	),
	preset: 'nantang',
	needsReason: false,
	stages: [
		stage('collect', 'signin', 10, localised('收集', '收集', 'Collect')),
		stage('select', 'matter', 10, localised('筛选', '篩選', 'Select')),
		stage('announce', 'rules', 5, localised('公告', '公告', 'Announce')),
		stage('talk', 'discussion', 40, localised('议事', '議事', 'Deliberate')),
		stage('vote', 'result', 15, localised('表决', '表決', 'Vote')),
		stage('rate', 'notice', 10, localised('落实评议', '落實評議', 'Carry out and rate'))
	]
};

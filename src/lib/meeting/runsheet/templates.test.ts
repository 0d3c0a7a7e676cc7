import { describe, expect, it } from 'vitest';
import { presetOf } from '../queue/presets.ts';
import type { Localised } from '../names.ts';
import { opened, plan } from './test-meetings.ts';
import { TestRoom } from '../test-room.ts';
import { TEMPLATES, templateOf } from './templates.ts';
import { agendaView } from '../agenda/view.ts';
import { nextStage } from './view.ts';

const kinds = (id: string) => templateOf(id)!.stages.map((stage) => stage.kind);
const titles = (id: string) => templateOf(id)!.stages.map((stage) => stage.title['zh-Hans']);

/** Characters that Traditional writes differently: none may be left in it. */
const SIMPLIFIED = /[组织签说议题绍读规则讨论结记录发这时间为开会样谁办话双单独谈]/u;

describe('the templates', () => {
	it('[T20] are complete in three languages, with minutes, unique stages and a preset', () => {
		const complete = (words: Localised) => {
			expect(Object.keys(words).sort()).toEqual(['en', 'zh-Hans', 'zh-Hant']);
			for (const text of Object.values(words)) expect(text.trim()).toBe(text);
			for (const text of Object.values(words)) expect(text).not.toBe('');
			expect(words.en).not.toMatch(/\p{Script=Han}/u);
			expect(words['zh-Hant']).not.toMatch(SIMPLIFIED);
		};
		expect(new Set(TEMPLATES.map((template) => template.id)).size).toBe(TEMPLATES.length);
		for (const template of TEMPLATES) {
			complete(template.name);
			complete(template.about);
			expect(presetOf(template.preset)?.id).toBe(template.preset);
			const ids = template.stages.map((stage) => stage.id);
			expect(new Set(ids).size).toBe(ids.length);
			for (const stage of template.stages) {
				complete(stage.title);
				if (stage.script) complete(stage.script);
				if (stage.kind === 'plain') expect(stage.script).not.toBeNull();
				expect(stage.minutes).toBeGreaterThan(0);
			}
			expect(template.stages.some((stage) => stage.kind === 'discussion')).toBe(true);
			expect(template.stages.some((stage) => stage.kind === 'signin')).toBe(true);
		}
	});

	it('[T20] have the stages of their sources', () => {
		expect(titles('seven-set')).toEqual([
			'组织签到',
			'说明议题',
			'介绍主体',
			'宣读规则',
			'组织讨论',
			'形成结果',
			'结果公示'
		]);
		expect(kinds('three-stage')).toEqual(['signin', 'discussion', 'result']);
		expect(kinds('urgent')).toEqual(['signin', 'discussion', 'result']);
		expect(titles('guidong')).toEqual([
			'建组织',
			'搭平台',
			'定规则',
			'抛议题',
			'广参与',
			'达共识',
			'齐行动'
		]);
		expect(titles('seven-mediation')).toContain('单独会谈');
		expect(templateOf('seven-mediation')!.preset).toBe('mediation');
		expect(templateOf('round-table')!.preset).toBe('round-robin');
		expect(templateOf('seven-set')!.stages.map((stage) => stage.minutes)).toEqual([
			15, 8, 5, 4, 63, 25, 10
		]);
	});

	it.each(TEMPLATES.map((template) => [template.id, template] as const))(
		'[T20] %s is walked from end to end with nothing but the next stage',
		(id, template) => {
			const room = opened(plan({ template: id, preset: template.preset }, { urgentReason: '急' }));
			const walked = [room.state.runsheet.stageId];
			for (let next = nextStage(room.state.runsheet); next; next = nextStage(room.state.runsheet)) {
				room.pass(next.minutes * 60_000);
				// A notice of nothing takes a word more [Q9 of the results].
				expect(room.go(next.id, { force: next.kind === 'notice' })).toBe('ok');
				walked.push(room.state.runsheet.stageId);
			}
			expect(walked).toEqual(template.stages.map((stage) => stage.id));
			const moves = room.events.filter((event) => event.type === 'runsheet.entered');
			expect(moves.every((move) => move.body.how === 'next')).toBe(true);
			expect(room.send('周雅琴', { type: 'plan.close' })).toBe('ok');
		}
	);

	it('[T20] stay as they were in a meeting that was made from them', () => {
		const room = opened();
		const stage = room.state.runsheet.stages[0]!;
		expect(stage).not.toBe(templateOf('seven-set')!.stages[0]);
		expect(stage).toMatchObject({ id: 'signin', minutes: 15, spent: 0, notes: [] });
	});

	it('[T21] an urgent meeting talks after three presses: make, open, discuss', () => {
		const room = new TestRoom();
		const urgent = plan(
			{ template: 'urgent', preset: 'free-talk', items: [] },
			{ title: '水管爆了', matter: '先修哪一段？', urgentReason: '三楼已经进水' }
		);
		expect(room.send('organiser', urgent)).toBe('ok');
		const chair = {
			name: '周雅琴',
			building: '社区',
			title: '书记',
			role: 'chair',
			votes: false,
			official: true,
			channel: 'hall',
			hasPhone: true
		} as const;
		room.send('organiser', { type: 'roll.add', entries: [chair] });
		expect(room.send('organiser', { type: 'plan.open' })).toBe('ok');
		expect(room.go('discussion')).toBe('ok');
		const [item] = agendaView(room.state, room.now);
		expect([item!.status, room.text(item!.title)]).toEqual(['now', '先修哪一段？']);
		expect(room.text(room.state.plan.details!.urgentReason)).toBe('三楼已经进水');
	});
});

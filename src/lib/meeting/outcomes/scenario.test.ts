/** The results of scenarios A and B (requirements §6), each with its class, as the clerk enters them. */
import { expect, it } from 'vitest';
import scenarios from '../../../../tests/data/scenarios.json' with { type: 'json' };
import { factsOf } from '../facts.ts';
import { noticeContent } from './notice/notice-content.ts';
import { resident } from '../roll/test-rolls.ts';
import type { OutcomeClass, OutcomeDraft } from './outcomes.ts';
import { atResults, CHAIR, CLERK, day, revise, written } from './test-outcomes.ts';

type Result = Record<'事项' | '类别' | '责任主体' | '措施' | '时限', string>;

const CLASSES: Record<string, OutcomeClass> = {
	即办件: 'act-now',
	承诺件: 'commitment',
	建议件: 'recommendation',
	搁置件: 'set-aside'
};

it('[6.A] 6.E line 15: six results in four classes; ⑦ waits for the last of them', () => {
	const room = atResults();
	const results = scenarios.scenarios[0]!.结果 as Result[];
	const lines = results.map(({ 事项: text }) => written(room, { text }));
	expect(room.go('notice')).toBe('outcome-unclassed');
	results.forEach((one, at) => {
		const of = CLASSES[one.类别]!;
		// 报甸柳新村街道党工委,跟踪人孙晓彤.
		const sent = /^报(.+),跟踪人(.+)$/.exec(one.责任主体);
		const draft: OutcomeDraft = {
			class: of,
			owner: sent ? { seat: room.seat(sent[2]!) } : { body: one.责任主体 },
			measure: one.措施,
			due: day(/\d{4}-\d\d-\d\d/.exec(one.时限)![0]),
			...(sent ? { receiver: { body: sent[1]! } } : {}),
			...(of === 'set-aside' ? { early: '会上12:6:3，再议也一样' } : {})
		};
		expect(revise(room, lines[at]!, draft), one.事项).toBe('ok');
		expect(room.go('notice'), one.事项).toBe(at < results.length - 1 ? 'outcome-unclassed' : 'ok');
	});
	const said = room.state.outcomes.lines.map((line) => line.class);
	expect(said.join()).toBe('act-now,act-now,act-now,commitment,recommendation,set-aside');
	expect(factsOf(room.events).filter(({ what }) => what === 'outcome')).toHaveLength(6);
	expect(room.state.outcomes.lines[3]!.everyDays).toBe(30);
	expect(room.state.outcomes.lines[4]!.owner!.seat).toBe(room.seat(CLERK));
	expect(room.text(room.state.outcomes.lines[4]!.receiver!.body)).toBe('甸柳新村街道党工委');
});

it('[6.B] five results: a commitment to be approved, two errands, a suggestion, one set aside', () => {
	const room = atResults();
	const people = ['贺工', '钟文秀'].map((name) =>
		resident(name, { role: 'adviser', votes: false })
	);
	room.do('organiser', { type: 'roll.add', entries: people });
	const due = day('2026-05-10');
	const results: OutcomeDraft[] = [
		{
			text: '加装电梯方案',
			class: 'commitment',
			owner: { body: '3单元加梯小组' },
			measure: '公示后申报，每月公示进展',
			due: day('2026-12-31'),
			everyDays: 30
		},
		{
			text: '免费复测采光',
			class: 'act-now',
			owner: { seat: room.seat('贺工') },
			measure: '低于标准就调整井道位置',
			due
		},
		{
			text: '申请财政补助',
			class: 'recommendation',
			owner: { body: '加梯小组' },
			measure: '附两次表决和方案',
			due,
			receiver: { body: '驷马桥街道' }
		},
		{
			text: '201户入户沟通',
			class: 'act-now',
			owner: { seat: room.seat('钟文秀') },
			measure: '随访2次',
			due
		},
		{
			text: '电梯广告收益',
			class: 'set-aside',
			owner: { body: '加梯小组' },
			measure: '装好后再议',
			due: day('2027-01-31'),
			early: '电梯还没装'
		}
	];
	for (const draft of results) written(room, draft);
	const said = room.state.outcomes.lines.map((line) => line.class);
	expect(said.join()).toBe('commitment,act-now,recommendation,act-now,set-aside');
	expect(room.go('notice')).toBe('ok');
	expect(room.send(CHAIR, { type: 'plan.close' })).toBe('ok');
	// 4月27日 to 5月11日, fifteen days.
	const period = { from: day('2026-04-26') + 60_000, until: day('2026-05-11') };
	expect(room.send(CLERK, { type: 'outcomes.publish', ...period })).toBe('ok');
	expect(noticeContent(room.state).lines.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
});

import { describe, expect, it } from 'vitest';
import { emptyMeeting } from './meeting.ts';
import type { MeetingState } from './registry.ts';
import type { StageKind } from './runsheet/runsheet.ts';
import { sceneOf as sceneAt } from './screens.ts';

const sceneOf = (state: MeetingState, now: number) => sceneAt(state, () => now);

/** An open meeting in a stage of this kind. */
function open(kind: StageKind): MeetingState {
	const state = emptyMeeting();
	const title = { 'zh-Hans': '段', 'zh-Hant': '段', en: 'Stage' };
	const stage = { id: 'x', kind, title, minutes: 5, script: null, notes: [], spent: 0 };
	return {
		...state,
		plan: { ...state.plan, phase: 'open' },
		runsheet: { ...state.runsheet, stages: [stage], stageId: 'x', enteredAt: 0 }
	};
}

function speaking(state: MeetingState, writing: boolean): MeetingState {
	const speaker = { writing } as unknown as MeetingState['queue']['speaker'];
	return { ...state, queue: { ...state.queue, speaker } };
}

describe('[A11] the hall follows by itself', () => {
	it.each([
		['signin', 'signin'],
		['matter', 'matter'],
		['parties', 'parties'],
		['rules', 'rules'],
		['discussion', 'asking'],
		['result', 'notes'],
		['notice', 'notice'],
		['plain', 'notes']
	] as const)('[A11] stage %s shows %s', (kind, scene) => {
		expect(sceneOf(open(kind), 0)).toBe(scene);
	});

	it('[A11] before opening it shows how to come in, after closing the end', () => {
		const state = open('discussion');
		const at = (phase: MeetingState['plan']['phase']) =>
			sceneOf({ ...state, plan: { ...state.plan, phase } }, 0);
		expect([at('none'), at('planned'), at('closed')]).toEqual(['signin', 'signin', 'closed']);
	});

	it('[A11] whoever has the floor is shown in every stage, in writing as in speech', () => {
		expect(sceneOf(speaking(open('result'), false), 0)).toBe('speaking');
		expect(sceneOf(speaking(open('discussion'), true), 0)).toBe('writing');
	});

	it('[C1] a round of cards has the screen from writing until somebody spoke after its result', () => {
		const state = open('discussion');
		const at = (board: object, turns: object[] = []) =>
			sceneOf(
				{
					...state,
					cards: { boards: [{ id: 'b1', item: 'i1', at: 10, ...board }] },
					queue: { ...state.queue, turns }
				} as unknown as MeetingState,
				0
			);
		expect(at({ step: 'ready' })).toBe('asking');
		for (const step of ['writing', 'collecting', 'revealed', 'reading', 'dots', 'result'])
			expect(at({ step }, [{ endedAt: 9 }])).toBe('cards');
		expect(at({ step: 'grouping' }, [{ endedAt: 11 }])).toBe('cards');
		expect(at({ step: 'result' }, [{ endedAt: 11 }])).toBe('asking');
		expect(sceneOf(speaking({ ...state, cards: { boards: [] } }, false), 0)).toBe('speaking');
	});

	it('[A11] a pause goes before the speaker until it is over', () => {
		const state = speaking(open('discussion'), false);
		const calm = { ...state, runsheet: { ...state.runsheet, calmUntil: 1000 } };
		expect([sceneOf(calm, 999), sceneOf(calm, 1000)]).toEqual(['calm', 'speaking']);
	});

	it('[product §3] the cover goes before everything, also when all is over', () => {
		for (const phase of ['planned', 'open', 'closed'] as const) {
			const state = open('discussion');
			expect(sceneOf({ ...state, plan: { ...state.plan, phase, covered: true } }, 0)).toBe(
				'covered'
			);
		}
	});
});

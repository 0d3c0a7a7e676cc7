/**
 * What the big screen and the watchers see now: one thing at a time, found from the state alone, so
 * that nobody has to press anything (A11). Pure; screens pass the room's time.
 */
import { boardOnScreen } from '../cards/now.ts';
import type { MeetingState } from '../registry.ts';
import type { Instant } from '../names.ts';
import { stageNow, type StageKind } from '../runsheet/runsheet.ts';
import { calmLeft } from '../runsheet/view.ts';

export type Scene =
	/** 遮住大屏: the title and nothing else. */
	| 'covered'
	| 'signin'
	| 'matter'
	| 'parties'
	| 'rules'
	/** 静一静. */
	| 'calm'
	| 'speaking'
	/** Somebody speaks in writing: the words fill the screen. */
	| 'writing'
	/** The floor is free: the item, who comes next, 请举手. */
	| 'asking'
	/** A round of cards: what of it, its step says. */
	| 'cards'
	/** What the clerk wrote. */
	| 'notes'
	/** The same, with thanks and where to read it. */
	| 'notice'
	| 'closed';

const OF_STAGE: Record<StageKind, Scene> = {
	signin: 'signin',
	matter: 'matter',
	parties: 'parties',
	rules: 'rules',
	discussion: 'asking',
	result: 'notes',
	notice: 'notice',
	plain: 'notes'
};

/** Whoever has the floor is shown in every stage; a pause goes before them, the cover before all. */
export function sceneOf(state: MeetingState, now: Instant): Scene {
	const { plan, queue, runsheet } = state;
	if (plan.covered) return 'covered';
	if (plan.phase === 'closed') return 'closed';
	if (plan.phase !== 'open') return 'signin';
	if (calmLeft(runsheet, now) > 0) return 'calm';
	if (queue.speaker) return queue.speaker.writing ? 'writing' : 'speaking';
	if (boardOnScreen(state)) return 'cards';
	const stage = stageNow(runsheet);
	return stage ? OF_STAGE[stage.kind] : 'signin';
}

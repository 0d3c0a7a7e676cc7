/** What the runsheet shows on desks and on a phone's record; on the big screen: `hall/screens.ts`. */
import { notesTitle } from '#lib/i18n/notes-title.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { clerkHere } from '../attendance/view.ts';
import { talkWaits } from '../on-screen.ts';
import { screenPanel, type ScreenPanel, type ScreenView } from '../panel.svelte.ts';
import caucusScreens from './caucus/screens.ts';
import hallScreens from './hall/screens.ts';
import { stageNow, type StageKind } from './runsheet.ts';

/** What the stage is for, before and after the meeting too. */
function kindOf({ state }: ScreenView): StageKind | undefined {
	return stageNow(state.runsheet)?.kind;
}
function begun({ state }: ScreenView): boolean {
	return state.plan.phase !== 'planned';
}
/** What comes of the meeting is made in ⑥ and shown in ⑦; the clerk may write beside it. */
function written(kind: StageKind | undefined): boolean {
	return kind === 'result' || kind === 'notice';
}

/** What is agreed in ⑥ has lines of its own, unless it was begun in words. */
function takesWords({ state }: ScreenView): boolean {
	const stage = stageNow(state.runsheet);
	return stage !== undefined && (stage.kind !== 'result' || stage.notes.length > 0);
}

/** ⑦ tells what the clerk writes, unless there are results. */
function awaitsWords({ state, kind }: ScreenView): boolean {
	return kind === 'notice' && state.outcomes.lines.length === 0;
}

/** Unless a slice has something of its own to be pressed. */
export const nextPress: ScreenPanel = screenPanel({
	at: 'chair-press',
	order: 20,
	when: () => ({}),
	load: () => import('./NextPress.svelte'),
	keys: {
		Space: (one) => one.now(),
		PageDown: (one) => one.person(),
		n: (one) => one.stageOn()
	}
});

export default [
	...caucusScreens,
	screenPanel({
		at: 'chair-stages',
		order: 10,
		when: (view) => ({ view }),
		load: () => import('./ChairStages.svelte')
	}),
	screenPanel({
		at: 'chair-own',
		order: 0,
		when: (view) => (view.state.plan.phase === 'open' ? { view } : null),
		load: () => import('./Elsewhere.svelte')
	}),
	screenPanel({
		at: 'chair-middle',
		order: 10,
		when: () => ({}),
		load: () => import('./Breather.svelte')
	}),
	screenPanel({
		at: 'chair-middle',
		order: 30,
		when: (view) => (talkWaits(view.state) ? null : { view }),
		load: () => import('./ScriptPanel.svelte')
	}),
	screenPanel({
		at: 'chair-middle',
		order: 50,
		when: (view) => (begun(view) && kindOf(view) === 'parties' ? {} : null),
		load: () => import('./PartiesPanel.svelte')
	}),
	screenPanel({
		at: 'chair-middle',
		order: 50,
		when: (view) => (begun(view) && kindOf(view) === 'rules' && clerkHere(view.state) ? {} : null),
		load: () => import('./AcksPanel.svelte')
	}),
	screenPanel({
		at: 'chair-middle',
		order: 50,
		when: (view) =>
			begun(view) && written(kindOf(view)) && clerkHere(view.state) ? { quiet: true } : null,
		load: () => import('./StageNotes.svelte')
	}),
	// Where no clerk is here, whoever chairs asks the hall and writes down what came of it [A15].
	screenPanel({
		at: 'chair-middle',
		order: 52,
		when: (view) =>
			view.phase === 'open' && kindOf(view) === 'rules' && !clerkHere(view.state) ? {} : null,
		load: () => import('./HallAcks.svelte')
	}),
	screenPanel({
		at: 'chair-middle',
		order: 52,
		when: (view) =>
			begun(view) && written(kindOf(view)) && takesWords(view) && !clerkHere(view.state)
				? { id: 'notes' }
				: null,
		load: () => import('./WriteNotes.svelte')
	}),
	nextPress,
	screenPanel({
		at: 'chair-floor',
		order: 20,
		when: ({ state: { queue } }) =>
			queue.speaker !== null && queue.speaker.startedAt !== null
				? { entry: queue.speaker.entry.id }
				: null,
		load: () => import('./Remind.svelte')
	}),
	screenPanel({
		at: 'chair-floor',
		order: 40,
		when: () => ({}),
		load: () => import('./PauseAll.svelte')
	}),
	screenPanel({
		at: 'chair-tools',
		order: 30,
		when: (view) => (view.state.plan.phase === 'open' ? { view } : null),
		load: () => import('./NextStage.svelte'),
		keys: { n: (one) => one.press() }
	}),
	screenPanel({
		at: 'clerk-beside',
		order: 20,
		framed: true,
		part: () => ({ id: 'stage', words: m.runsheet_rules() }),
		when: ({ state }) =>
			stageNow(state.runsheet)?.kind === 'rules' &&
			state.queue.speaker === null &&
			state.queue.item === null
				? {}
				: null,
		load: () => import('./HallAcks.svelte')
	}),
	screenPanel({
		at: 'clerk-beside',
		// The place for the words comes first where they are waited for.
		order: (view) => (awaitsWords(view) ? 10 : 60),
		leads: awaitsWords,
		part({ state }) {
			const stage = stageNow(state.runsheet);
			return { id: 'notes', words: stage ? notesTitle(stage) : m.clerk_notes() };
		},
		when: (view) => (takesWords(view) ? { id: 'notes' } : null),
		load: () => import('./WriteNotes.svelte')
	}),
	...hallScreens,
	screenPanel({
		at: 'phone-said',
		order: 20,
		when: ({ state }) => (state.runsheet.stages.some(({ notes }) => notes.length > 0) ? {} : null),
		load: () => import('./SaidNotes.svelte')
	})
];

/** What the speaking queue shows on desks, the big screen, to who watches and on a phone's own tabs. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Instant } from '../names.ts';
import { onScreen, talks, talkWaits } from '../on-screen.ts';
import { screenPanel, type ScreenView } from '../panel.svelte.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import { answerers, statementsLeft } from './parts.ts';
import { isOfTable, roundOffered, tableOffered } from './rounds.ts';
import { hasSides } from '../parties.ts';
import { evenOffer, sideClocks } from './side-clocks.ts';

/** So many who may answer have a press each; more are chosen from a list. */
const NAMED = 4;

/** While somebody has the floor, speaking or in writing: the time to draw the clock by. */
function speaking(view: ScreenView, writing: boolean): { now: Instant } | null {
	const { plan, queue } = view.state;
	return plan.phase === 'open' && queue.speaker?.writing === writing ? { now: view.now } : null;
}

/** The watchers see who has the floor, and the open item where nothing else has the screen. */
function watched({ state, scene }: ScreenView): boolean {
	if (state.plan.phase !== 'open' || state.plan.covered) return false;
	const floor = scene === 'speaking' || scene === 'writing' || scene === 'asking';
	return floor || (state.queue.item !== null && !onScreen(state));
}

export default [
	screenPanel({
		at: 'chair-tools',
		order: 20,
		when: (view) =>
			view.kind === 'discussion' && view.state.queue.speaker === null ? { view } : null,
		load: () => import('./CallNext.svelte'),
		keys: { PageDown: (one) => one.call() }
	}),
	screenPanel({
		at: 'chair-middle',
		order: 20,
		when: ({ state }) => (talks(state) && !talkWaits(state) ? {} : null),
		load: () => import('./SpeakerPanel.svelte')
	}),
	screenPanel({
		at: 'chair-middle',
		order: 21,
		when: ({ state }) => (sideClocks(state, 0) && talks(state) && !talkWaits(state) ? {} : null),
		load: () => import('./SideClocks.svelte')
	}),
	screenPanel({
		at: 'chair-middle',
		order: 80,
		when: (view) =>
			view.phase === 'open' && talks(view.state) && !talkWaits(view.state) ? { view } : null,
		load: () => import('./FloorTools.svelte')
	}),
	screenPanel({
		at: 'chair-floor',
		order: 10,
		when: ({ state }) => {
			const { speaker } = state.queue;
			if (speaker === null) return null;
			const { entry, startedAt } = speaker;
			return { entry: entry.id, started: startedAt !== null, table: isOfTable(state, entry) };
		},
		load: () => import('./TurnTools.svelte')
	}),
	screenPanel({
		at: 'chair-floor',
		order: 15,
		when({ state }) {
			const offer = hasSides(state) ? evenOffer(state) : null;
			return offer && state.queue.item !== null ? { item: state.queue.item, ...offer } : null;
		},
		load: () => import('./EvenOut.svelte')
	}),
	screenPanel({
		at: 'chair-floor',
		order: 30,
		when: ({ state: { queue } }) => (queue.item === null ? null : { item: queue.item }),
		load: () => import('./AskResponse.svelte')
	}),
	screenPanel({
		at: 'chair-floor',
		order: 55,
		when({ state, kind }) {
			const { item, table } = state.queue;
			return kind === 'discussion' && item !== null && tableOffered(state)
				? { item, on: Boolean(table) }
				: null;
		},
		load: () => import('./TableRound.svelte')
	}),
	screenPanel({
		at: 'chair-floor',
		order: 50,
		when({ state }) {
			const { item, round, speaker } = state.queue;
			if (item === null || speaker) return null;
			const table = roundOffered(state);
			if (table !== null) return { item, round: table, left: 0 };
			// Whoever came late, or was not there when called.
			const left = round > 0 ? statementsLeft(state).length : 0;
			return left > 0 ? { item, round: round + 1, left } : null;
		},
		load: () => import('./NextRound.svelte')
	}),
	screenPanel({
		at: 'chair-floor',
		order: 29,
		when: ({ state }) => {
			const { item, speaker } = state.queue;
			if (item === null || speaker?.startedAt === null) return null;
			const seats = answerers(state).filter(({ id }) => id !== speaker?.entry.seat);
			return seats.length > 0 && seats.length <= NAMED ? { item, seats } : null;
		},
		load: () => import('./Answers.svelte')
	}),
	screenPanel({
		at: 'chair-right',
		order: 10,
		when: () => ({}),
		load: () => import('./QueuePanel.svelte')
	}),
	screenPanel({
		at: 'chair-below',
		order: 20,
		when: () => ({}),
		load: () => import('./FairnessPanel.svelte')
	}),
	screenPanel({
		at: 'chair-back',
		order: 10,
		when: () => ({}),
		load: () => import('./UndoStep.svelte'),
		keys: { u: (one) => one.undo() }
	}),
	screenPanel({
		at: 'chair-tools',
		order: 10,
		when: ({ state: { queue, runsheet } }) =>
			queue.speaker !== null || stageNow(runsheet)?.kind === 'discussion' ? { wide: false } : null,
		load: () => import('./PauseClock.svelte'),
		keys: { t: (one) => one.toggle() }
	}),
	screenPanel({
		at: 'clerk-beside',
		order: 20,
		framed: true,
		leads: ({ kind }) => kind === 'discussion',
		part: ({ state }) => ({ id: 'stage', words: m.clerk_floor(), n: state.queue.entries.length }),
		when({ state: { queue, runsheet } }) {
			const kind = stageNow(runsheet)?.kind;
			const written = kind === 'result' || kind === 'notice';
			const open = queue.item !== null && (!written || queue.entries.length > 0);
			return kind === 'discussion' || queue.speaker !== null || open ? {} : null;
		},
		load: () => import('./ClerkFloor.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 20,
		scene: 'writing',
		when: (view) => speaking(view, true),
		load: () => import('./HallWriting.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 30,
		scene: 'speaking',
		when: (view) => speaking(view, false),
		load: () => import('./HallFloor.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 50,
		scene: 'asking',
		when: ({ state }) =>
			state.plan.phase === 'open' && stageNow(state.runsheet)?.kind === 'discussion'
				? { now: 0 }
				: null,
		load: () => import('./HallFloor.svelte')
	}),
	screenPanel({
		at: 'hall-sound',
		order: 10,
		when: (view) => ({ now: view.state.queue.speaker ? view.now : 0 }),
		load: () => import('./HallBell.svelte')
	}),
	screenPanel({
		at: 'watch',
		order: 70,
		when: (view) => (watched(view) ? { ahead: 3 } : null),
		load: () => import('./Floor.svelte')
	}),
	screenPanel({
		at: 'watch',
		order: 80,
		when: (view) => (watched(view) ? {} : null),
		load: () => import('./JustHeard.svelte')
	}),
	screenPanel({
		at: 'phone-said',
		order: 10,
		when: ({ state: { agenda, queue } }) =>
			agenda.items.some(({ id }) => queue.turns.some(({ entry }) => entry.item === id)) ? {} : null,
		load: () => import('./SaidTurns.svelte')
	}),
	screenPanel({
		at: 'phone-seat',
		order: 20,
		when: () => ({}),
		load: () => import('./Spoken.svelte')
	})
];

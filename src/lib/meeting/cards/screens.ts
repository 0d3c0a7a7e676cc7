/** What a round of cards shows on desks, the big screen, to who watches and on a phone's own tab. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { talks } from '../on-screen.ts';
import { screenPanel } from '../panel.svelte.ts';
import { boardOnScreen } from './board-on-screen.ts';
import { roundDue } from './prepare/round-due.ts';

export default [
	screenPanel({
		at: 'chair-items',
		order: 20,
		when: () => ({}),
		load: () => import('./CardsCount.svelte')
	}),
	screenPanel({
		at: 'chair-own',
		order: 40,
		when: ({ state }) => (state.plan.phase !== 'closed' && !talks(state) ? {} : null),
		load: () => import('./prepare/StartCardsButton.svelte')
	}),
	screenPanel({
		at: 'chair-middle',
		order: 40,
		when: ({ state }) => ({ talk: talks(state) }),
		load: () => import('./ChairRound.svelte')
	}),
	// A round that is under way has the press, unless somebody speaks or all pause.
	screenPanel({
		at: 'chair-press',
		order: 10,
		when({ state }) {
			const board = boardOnScreen(state);
			const free = state.queue.speaker === null && state.runsheet.calmUntil === null;
			return board && board.step !== 'result' && free ? { board } : null;
		},
		load: () => import('./CardsPress.svelte'),
		keys: { Space: (one) => one.now(), PageDown: (one) => one.person() },
		heavy: true
	}),
	screenPanel({
		at: 'chair-press',
		order: 15,
		when: ({ state }) => roundDue(state),
		says: ({ state }) =>
			roundDue(state)?.board ? m.cards_chair_say_press_write() : m.cards_chair_say_press_start(),
		load: () => import('./prepare/PressStart.svelte'),
		keys: { Space: (one) => one.now() }
	}),
	screenPanel({
		at: 'clerk-work',
		order: 12,
		framed: true,
		part: ({ state }) => ({
			id: 'cards',
			words: m.cards_clerk_title(),
			n: boardOnScreen(state)?.count.cards ?? 0
		}),
		when({ state }) {
			const board = boardOnScreen(state);
			return board && { board };
		},
		load: () => import('./ClerkCards.svelte'),
		keys: { F7: (one) => one.focus() },
		heavy: true
	}),
	screenPanel({
		at: 'hall',
		order: 40,
		scene: 'cards',
		when(view) {
			const board = boardOnScreen(view.state);
			return board && { board, now: view.now };
		},
		load: () => import('./hall/HallCards.svelte'),
		heavy: true
	}),
	screenPanel({
		at: 'watch',
		order: 60,
		when({ state }) {
			const board = state.plan.covered ? null : boardOnScreen(state);
			return board && { board };
		},
		load: () => import('./CardsPanel.svelte')
	}),
	screenPanel({
		at: 'phone-mine',
		order: 20,
		when: () => ({}),
		load: () => import('./own/MyTrails.svelte')
	}),
	screenPanel({
		at: 'phone-helped',
		order: 10,
		when({ state }) {
			const board = boardOnScreen(state);
			return board?.step === 'writing' || board?.step === 'collecting' ? { board } : null;
		},
		load: () => import('./paper/HelperPapers.svelte')
	})
];

/** What the agenda shows on desks, the big screen, to who watches and on a phone's own tab. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { onScreen } from '../on-screen.ts';
import { screenPanel } from '../panel.svelte.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import { openProposals } from './view.ts';

export default [
	screenPanel({
		at: 'chair-items',
		order: 10,
		when: () => ({}),
		load: () => import('./ItemList.svelte')
	}),
	screenPanel({
		at: 'chair-own',
		order: 10,
		when: ({ state }) => (state.plan.phase === 'closed' ? null : { answers: true }),
		load: () => import('./OpenAgenda.svelte')
	}),
	screenPanel({
		at: 'chair-moves',
		order: 10,
		when: ({ state }) => (stageNow(state.runsheet)?.kind === 'discussion' ? {} : null),
		load: () => import('./ItemMoves.svelte')
	}),
	screenPanel({
		at: 'clerk-beside',
		order: 50,
		framed: true,
		part: ({ state }) => ({
			id: 'agenda',
			words: m.agenda_title(),
			n: openProposals(state.agenda).length
		}),
		when: () => ({}),
		load: () => import('./ClerkAgenda.svelte')
	}),
	screenPanel({
		at: 'hall-top',
		order: 10,
		when: (view) => (view.state.plan.phase === 'open' ? { now: view.now } : null),
		load: () => import('./HallTopItem.svelte')
	}),
	screenPanel({
		at: 'hall-foot',
		order: 20,
		when: ({ scene }) =>
			scene === 'speaking' || scene === 'asking' || scene === 'writing' ? {} : null,
		load: () => import('./HallItem.svelte')
	}),
	// The floor names the item itself.
	screenPanel({
		at: 'watch',
		order: 50,
		when: ({ state, scene }) =>
			state.plan.phase === 'open' &&
			!state.plan.covered &&
			state.queue.item !== null &&
			onScreen(state) &&
			scene !== 'speaking' &&
			scene !== 'writing'
				? { named: true }
				: null,
		load: () => import('./ItemClock.svelte')
	}),
	screenPanel({
		at: 'watch-agenda',
		order: 10,
		when: () => ({}),
		load: () => import('./AgendaList.svelte')
	}),
	screenPanel({
		at: 'phone-agenda',
		order: 10,
		when: () => ({}),
		load: () => import('./AgendaTab.svelte')
	})
];

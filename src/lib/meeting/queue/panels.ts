/** What the speaking queue shows on a phone. */
import { floorShown } from '../on-screen.ts';
import { phonePanel } from '../panel.svelte.ts';
import { justRuled } from './view.ts';

export const queuePanels = [
	phonePanel({
		at: 'phone-top',
		order: 10,
		when: ({ state: { queue }, carried }) =>
			carried.some(({ id }) => id === queue.speaker?.entry.seat) ? {} : null,
		load: () => import('./MyTurns.svelte')
	}),
	phonePanel({
		at: 'phone-top',
		order: 11,
		when({ state, carried }) {
			const told = [state.queue.interrupted, justRuled(state)].map((one) => one?.entry.seat);
			return carried.some(({ id }) => told.includes(id)) ? {} : null;
		},
		load: () => import('./Interrupted.svelte')
	}),
	// Above everything, whatever tab is open: who waits looks for this first.
	phonePanel({
		at: 'phone-top',
		order: 20,
		when: ({ state: { queue }, phase, you }) =>
			phase === 'open' && you !== null && queue.entries.some(({ seat }) => seat === you)
				? { seat: you }
				: null,
		load: () => import('./MyPlace.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 120,
		when: ({ state }) => (floorShown(state) ? {} : null),
		load: () => import('./Floor.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 130,
		when: ({ state }) => (state.queue.turns.length > 0 && floorShown(state) ? {} : null),
		load: () => import('./JustHeard.svelte')
	}),
	// Whoever has the floor finds theirs on every tab.
	phonePanel({
		at: 'phone-action',
		order: 10,
		when: ({ state: { queue }, phase, you }) =>
			phase === 'open' && queue.speaker && queue.speaker.entry.seat === you
				? { speaker: queue.speaker }
				: null,
		load: () => import('./TurnActions.svelte')
	}),
	phonePanel({
		at: 'phone-action',
		order: 50,
		when({ state, kind, seat, tab }) {
			const listens = seat?.role === 'observer' || seat?.role === 'supervisor';
			const hands = kind === 'discussion' || (kind === 'plain' && state.queue.item !== null);
			return tab === 'now' && seat && !listens && hands ? {} : null;
		},
		load: () => import('./HandActions.svelte')
	})
];

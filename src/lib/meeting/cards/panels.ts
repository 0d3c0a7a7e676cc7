/** What a round of cards shows on a phone. */
import { phonePanel, type PanelView } from '../panel.svelte.ts';
import { boardOnScreen, earlyBoards, quiet } from './board-on-screen.ts';

/** Somebody who is not present may leave cards now (C23). */
function early({ state, phase, seat, here }: PanelView): boolean {
	return seat !== null && !here && phase !== 'closed' && earlyBoards(state).length > 0;
}

export const cardsPanels = [
	phonePanel({
		at: 'phone-top',
		order: 0,
		when: () => ({}),
		load: () => import('./own/SendWaiting.svelte'),
		heavy: true
	}),
	phonePanel({
		at: 'phone',
		order: 20,
		when: ({ state: { cards }, phase, seat }) =>
			phase === 'closed' && seat && cards.boards.length > 0 ? { named: true } : null,
		load: () => import('./own/MyTrails.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 70,
		when: (view) => (early(view) ? {} : null),
		load: () => import('./write/EarlyCards.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 100,
		when(view) {
			const board = boardOnScreen(view.state);
			return board && !early(view) ? { board } : null;
		},
		load: () => import('./PhoneCards.svelte')
	}),
	phonePanel({
		at: 'phone-action',
		order: 40,
		when({ state, seat, tab }) {
			const board = boardOnScreen(state);
			return tab === 'now' && seat && board && quiet(board) ? { board } : null;
		},
		load: () => import('./CardActions.svelte')
	})
];

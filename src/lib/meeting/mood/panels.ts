/** What the mood shows on a phone. */
import { onScreen } from '../on-screen.ts';
import { phonePanel } from '../panel.svelte.ts';

export const moodPanels = [
	// Asked of whoever is here, and not while all write (C25).
	phonePanel({
		at: 'phone',
		order: 50,
		when({ state, phase, here, behalf }) {
			const { at } = state.mood;
			if (at === null || phase !== 'open' || !here || behalf) return null;
			return onScreen(state)?.quiet ? null : { at };
		},
		load: () => import('./MoodAsk.svelte')
	})
];

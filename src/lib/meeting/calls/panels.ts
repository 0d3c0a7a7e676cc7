/** What live sound shows on a phone. */
import { phonePanel } from '../panel.svelte.ts';

export const callsPanels = [
	// Right below whose turn it is, whatever tab is open: what is heard must not end with a tap on another tab.
	phonePanel({
		at: 'phone-top',
		order: 15,
		when: ({ state, phase, here, seat, behalf }) =>
			state.calls.hall && phase === 'open' && here && !behalf && seat?.channel === 'online'
				? { seat: seat.id }
				: null,
		load: () => import('./ListenToHall.svelte')
	}),
	phonePanel({
		at: 'phone-top',
		order: 14,
		when: ({ state: { calls }, phase, you, behalf, private: mine }) =>
			phase === 'open' && !behalf && (calls.video.length > 0 || mine.calls.length > 0) && you
				? { you: [you] }
				: null,
		load: () => import('./OwnCall.svelte')
	})
];

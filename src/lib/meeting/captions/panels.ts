/** What captions show on a phone, while somebody writes them. */
import { phonePanel } from '../panel.svelte.ts';

export const captionsPanels = [
	phonePanel({
		at: 'phone-top',
		order: 90,
		when: ({ state, phase, you }) =>
			phase === 'open' && you !== null && state.captions.writers.length > 0 ? { seat: you } : null,
		load: () => import('./CaptionStrip.svelte')
	})
];

/** What the minutes show on a phone. */
import { phonePanel } from '../panel.svelte.ts';

export const minutesPanels = [
	phonePanel({
		at: 'phone',
		order: 200,
		when: ({ state }) => (state.minutes.lines.length > 0 ? {} : null),
		load: () => import('./LastLines.svelte'),
		heavy: true
	})
];

/** What the agenda shows on a phone. */
import { floorShown } from '../on-screen.ts';
import { phonePanel } from '../panel.svelte.ts';

export const agendaPanels = [
	// The floor names the item itself.
	phonePanel({
		at: 'phone',
		order: 80,
		when: ({ state, phase }) =>
			phase === 'open' && state.queue.item !== null && !floorShown(state) ? { named: true } : null,
		load: () => import('./ItemClock.svelte')
	})
];

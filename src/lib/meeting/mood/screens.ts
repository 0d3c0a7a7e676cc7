/** What the mood shows at the chair's desk: beside the queue, or where there is none among the chair's own. */
import { talks } from '../on-screen.ts';
import { screenPanel } from '../panel.svelte.ts';

export default [
	screenPanel({
		at: 'chair-below',
		order: 10,
		when: () => ({}),
		load: () => import('./MoodSwitch.svelte')
	}),
	screenPanel({
		at: 'chair-own',
		order: 30,
		when: ({ state }) => (state.plan.phase === 'open' && !talks(state) ? {} : null),
		load: () => import('./MoodSwitch.svelte')
	})
];

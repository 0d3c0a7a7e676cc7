/** What a talk apart shows on desks, the big screen and to who watches. Rule [T35]. */
import { screenPanel } from '../../panel.svelte.ts';
import { isMediated } from '../../parties.ts';

export default [
	screenPanel({
		at: 'chair-middle',
		order: 5,
		when: (view) =>
			view.phase === 'open' &&
			isMediated(view.state) &&
			(view.state.runsheet.caucus !== null || view.kind === 'plain')
				? {}
				: null,
		load: () => import('../CaucusPanel.svelte')
	}),
	screenPanel({
		at: 'clerk-news',
		order: 5,
		when: ({ state }) => (state.runsheet.caucus === null ? null : {}),
		load: () => import('../CaucusNotice.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 1,
		scene: 'caucus',
		around: { nothing: true },
		when: ({ state }) => (state.runsheet.caucus === null ? null : {}),
		load: () => import('../HallCaucus.svelte')
	}),
	screenPanel({
		at: 'watch',
		order: 1,
		when: ({ scene }) => (scene === 'caucus' ? {} : null),
		load: () => import('../CaucusNotice.svelte')
	}),
	screenPanel({
		at: 'chair-floor',
		order: 45,
		when: ({ state, kind }) =>
			kind === 'discussion' && isMediated(state) && !state.queue.speaker && !state.runsheet.caucus
				? {}
				: null,
		load: () => import('../CaucusTools.svelte')
	})
];

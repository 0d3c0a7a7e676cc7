/** Comments of those who were not there, at the desk of the record. */
import { screenPanel } from '../panel.svelte.ts';

export default [
	screenPanel({
		at: 'record-desk',
		order: 10,
		when: () => ({}),
		load: () => import('./CommentsDesk.svelte')
	})
];

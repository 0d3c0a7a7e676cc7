/** Comments of those who were not there, at the desk of the record, and who telephones the organiser. */
import { screenPanel } from '../panel.svelte.ts';

export default [
	screenPanel({
		at: 'record-desk',
		order: 10,
		when: () => ({}),
		load: () => import('./CommentsDesk.svelte')
	}),
	screenPanel({
		at: 'organiser-objections',
		order: 10,
		when: () => ({}),
		load: () => import('./ByPhone.svelte')
	})
];

/** What notes to the desk show there, and on the phone of who may leave one. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { screenPanel } from '../panel.svelte.ts';

export default [
	screenPanel({
		at: 'clerk-beside',
		order: 90,
		part: (view) => ({ id: 'remarks', words: m.clerk_remarks(), n: view.private.notes.length }),
		when: () => ({ id: 'remarks' }),
		load: () => import('./Remarks.svelte')
	}),
	screenPanel({
		at: 'phone-mine',
		order: 10,
		when: ({ seat }) => (seat?.role === 'observer' || seat?.role === 'supervisor' ? {} : null),
		load: () => import('./LeaveNote.svelte')
	})
];

/** What the minutes show on desks, the big screen, to who watches and on a phone's record. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { screenPanel } from '../panel.svelte.ts';
import { isPublic } from '../record/view.ts';

export default [
	screenPanel({
		at: 'chair-middle',
		order: 70,
		when: () => ({ big: false }),
		load: () => import('./TagPanel.svelte')
	}),
	screenPanel({
		at: 'clerk-minutes',
		order: 10,
		part: () => ({ id: 'minutes', words: m.minutes_title() }),
		when: () => ({ id: 'minutes' }),
		load: () => import('./ClerkMinutes.svelte'),
		keys: { F9: (one) => one.toOpen() }
	}),
	screenPanel({
		at: 'hall',
		order: 60,
		scene: 'notes',
		when: ({ state }) =>
			state.plan.phase === 'open' && state.minutes.lines.some(({ tag }) => tag)
				? { big: true }
				: null,
		load: () => import('./TagPanel.svelte')
	}),
	// [D2] What is said now can be heard; what was said is told when the record may be read.
	screenPanel({
		at: 'watch',
		order: 90,
		when: ({ state }) =>
			state.plan.phase === 'open' && !state.plan.covered && isPublic(state) ? {} : null,
		load: () => import('./LastLines.svelte')
	}),
	screenPanel({
		at: 'watch',
		order: 100,
		when: ({ state }) =>
			state.plan.phase === 'open' && !state.plan.covered && isPublic(state) ? { big: false } : null,
		load: () => import('./TagPanel.svelte')
	}),
	screenPanel({
		at: 'phone-record',
		order: 20,
		when: () => ({}),
		load: () => import('./ObjectTo.svelte')
	}),
	screenPanel({
		at: 'phone-record',
		order: 30,
		when: () => ({ big: false }),
		load: () => import('./TagPanel.svelte')
	})
];

/** What the plan shows on desks, the big screen and to who watches. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { screenPanel } from '../panel.svelte.ts';

export default [
	screenPanel({
		at: 'chair-tools',
		order: 20,
		when: () => ({}),
		load: () => import('./CoverHall.svelte'),
		keys: { b: (one) => one.toggle() }
	}),
	screenPanel({
		at: 'clerk-head',
		order: 10,
		when: () => ({}),
		load: () => import('./ClerkPlan.svelte')
	}),
	screenPanel({
		at: 'clerk-beside',
		order: 80,
		part: () => ({ id: 'units', words: m.plan_units() }),
		when: ({ state }) => ((state.plan.details?.units.length ?? 0) > 0 ? { id: 'units' } : null),
		load: () => import('./InvitedUnits.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 0,
		scene: 'covered',
		around: { nothing: true },
		when: ({ state }) => (state.plan.covered ? {} : null),
		load: () => import('./HallCovered.svelte')
	}),
	screenPanel({
		at: 'watch',
		order: 0,
		when: ({ scene }) =>
			scene === 'covered' ? { title: m.hall_online_covered(), live: true } : null,
		load: () => import('#lib/ui/Notice.svelte')
	}),
	screenPanel({
		at: 'watch',
		order: 10,
		when: ({ state: { plan } }) =>
			!plan.covered && (plan.phase === 'planned' || plan.phase === 'none') ? {} : null,
		load: () => import('./NotStarted.svelte')
	})
];

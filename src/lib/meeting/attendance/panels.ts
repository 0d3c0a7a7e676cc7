/** What attendance shows on a phone. */
import { phonePanel } from '../panel.svelte.ts';
import { takesSignIns } from '../plan/view.ts';

export const attendancePanels = [
	phonePanel({
		at: 'phone',
		order: 60,
		when: ({ phase, seat, state }) =>
			phase === 'planned' && !(seat && takesSignIns(state.plan)) ? {} : null,
		load: () => import('./Rsvp.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 60,
		when: ({ phase, kind, seat, here, state }) =>
			takesSignIns(state.plan) && seat && (phase === 'planned' || kind === 'signin' || !here)
				? {}
				: null,
		load: () => import('./SignIn.svelte')
	}),
	phonePanel({
		at: 'phone-action',
		order: 20,
		when: ({ phase, seat, tab, state }) =>
			tab === 'now' && seat && phase === 'planned' && !takesSignIns(state.plan) ? {} : null,
		load: () => import('./RsvpActions.svelte')
	}),
	phonePanel({
		at: 'phone-action',
		order: 30,
		when: ({ seat, here, tab, state }) =>
			tab === 'now' && seat && takesSignIns(state.plan) && !here ? {} : null,
		load: () => import('./SignInActions.svelte')
	}),
	// Signed in, there is time to make the letters larger.
	phonePanel({
		at: 'phone-action',
		order: 60,
		when: ({ kind, here, tab, phase }) =>
			tab === 'now' && here && (kind === 'signin' || phase === 'planned') ? { wide: true } : null,
		load: () => import('#lib/ui/ElderSwitch.svelte')
	})
];

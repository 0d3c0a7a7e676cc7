/** What attendance shows on a phone. */
import { phonePanel } from '../panel.svelte.ts';

export const attendancePanels = [
	phonePanel({
		at: 'phone',
		order: 60,
		when: ({ phase }) => (phase === 'planned' ? {} : null),
		load: () => import('./Rsvp.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 60,
		when: ({ phase, kind, seat, here }) =>
			phase === 'open' && seat && (kind === 'signin' || !here) ? {} : null,
		load: () => import('./SignIn.svelte')
	}),
	phonePanel({
		at: 'phone-action',
		order: 20,
		when: ({ phase, seat, tab }) => (tab === 'now' && seat && phase === 'planned' ? {} : null),
		load: () => import('./RsvpActions.svelte')
	}),
	phonePanel({
		at: 'phone-action',
		order: 30,
		when: ({ phase, seat, here, tab }) =>
			tab === 'now' && seat && phase === 'open' && !here ? {} : null,
		load: () => import('./SignInActions.svelte')
	}),
	// Signed in, there is time to make the letters larger.
	phonePanel({
		at: 'phone-action',
		order: 60,
		when: ({ kind, here, tab }) =>
			tab === 'now' && here && kind === 'signin' ? { wide: true } : null,
		load: () => import('#lib/ui/ElderSwitch.svelte')
	})
];

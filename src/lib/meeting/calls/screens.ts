/** What live sound shows at the desks, and on a phone of somebody in the hall. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { screenPanel } from '../panel.svelte.ts';
import { closesIn, remoteSpeaker } from './heard.ts';

export default [
	// The chair reads it before it happens.
	screenPanel({
		at: 'chair-floor',
		order: 5,
		when({ state, now }) {
			if (!state.calls.hall) return null;
			const speaker = remoteSpeaker(state, now);
			const left = speaker && closesIn(speaker);
			return speaker && left !== null ? { seat: speaker.seat, left } : null;
		},
		load: () => import('./MicrophoneCloses.svelte')
	}),
	screenPanel({
		at: 'chair-below',
		order: 15,
		when: ({ phase }) => (phase === 'open' ? { chairs: true } : null),
		load: () => import('./HallSound.svelte')
	}),
	screenPanel({
		at: 'clerk-beside',
		order: 95,
		framed: true,
		part: () => ({ id: 'sound', words: m.calls_title() }),
		when: ({ phase }) => (phase === 'open' ? { chairs: false } : null),
		load: () => import('./HallSound.svelte')
	}),
	screenPanel({
		at: 'phone-seat',
		order: 40,
		when: ({ state, seat, here }) =>
			state.calls.hall && here && seat?.channel === 'hall' ? {} : null,
		load: () => import('./InHall.svelte')
	})
];

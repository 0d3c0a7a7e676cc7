/** What live sound shows at the desks, and on a phone of somebody in the hall. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { screenPanel } from '../panel.svelte.ts';
import { callOfSeat } from './call-of-seat.ts';
import { closesIn, remoteSpeaker } from './who-is-heard.ts';

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
	// Whoever chairs may be in a call like everybody.
	screenPanel({
		at: 'chair-middle',
		order: 12,
		when: ({ state, phase, private: mine }) =>
			phase === 'open' && callOfSeat(state.calls, mine.calls, mine.you, null)
				? { you: mine.you }
				: null,
		load: () => import('./OwnCall.svelte')
	}),
	screenPanel({
		at: 'chair-middle',
		order: 13,
		when({ state, phase, private: mine }) {
			const calls = [
				...mine.calls.map(({ call }) => call),
				...state.calls.video.filter(({ endedAt }) => endedAt === null)
			];
			return phase === 'open' && calls.length > 0 ? { calls } : null;
		},
		load: () => import('./CallDesks.svelte')
	}),
	screenPanel({
		at: 'chair-below',
		order: 16,
		when: ({ phase, private: mine }) => (phase === 'open' && mine.calls.length === 0 ? {} : null),
		load: () => import('./BeginPrivate.svelte')
	}),
	screenPanel({
		at: 'hall-over',
		order: 40,
		when({ state, phase, private: mine }) {
			// A desk has a small picture of the big screen, which is none.
			if (mine.you.length > 0) return null;
			const call = state.calls.video.find(({ endedAt }) => endedAt === null);
			if (phase !== 'open' || !call || state.plan.covered) return null;
			if (!call.seats.some(({ is, level }) => is === 'in' && level === 'video')) return null;
			const { speaker, entries } = state.queue;
			return { call: call.id, speaker: speaker?.entry.seat ?? null, waiting: entries.length > 0 };
		},
		load: () => import('./WallCall.svelte')
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

/** What votes show on desks, the big screen and to who watches. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { clerkHere } from '../attendance/view.ts';
import { talks } from '../on-screen.ts';
import { screenPanel } from '../panel.svelte.ts';
import { voteNow } from './ballots.ts';
import { optionsCompared } from './options-compared.ts';
import { voteOnScreen } from './vote-on-screen.ts';
import { missingVoters, readyVotes, voteToOpen } from './view.ts';

export default [
	// A vote that is open has the press before a round of cards, unless all pause; the next one before the stage.
	screenPanel({
		at: 'chair-press',
		order: ({ state }) => (voteNow(state.ballots) ? 8 : 15),
		when({ state }) {
			const { plan, runsheet, ballots } = state;
			if (plan.phase !== 'open' || runsheet.calmUntil !== null) return null;
			const vote = voteNow(ballots) ?? voteToOpen(state);
			return vote && { vote };
		},
		says: ({ state }) => (voteNow(state.ballots) ? null : m.ballots_chair_say_press()),
		load: () => import('./VotePress.svelte'),
		keys: {
			Space: (one) => one.now(),
			v: (one) => one.now(),
			PageDown: (one) => one.person(),
			n: (one) => one.stageOn()
		}
	}),
	screenPanel({
		at: 'chair-middle',
		order: 35,
		when({ state, share }) {
			const vote = voteOnScreen(state);
			return vote && { vote, share };
		},
		load: () => import('./ChairVote.svelte')
	}),
	// Whoever has no phone is asked by whoever chairs, where no clerk is here.
	screenPanel({
		at: 'chair-middle',
		order: 36,
		when({ state, share }) {
			const vote = clerkHere(state) ? undefined : voteNow(state.ballots);
			return vote ? { vote, share } : null;
		},
		load: () => import('./ClerkVote.svelte'),
		heavy: true
	}),
	screenPanel({
		at: 'chair-middle',
		order: 60,
		when: ({ state }) => (state.plan.phase === 'open' && talks(state) ? { chair: true } : null),
		load: () => import('./VotesDesk.svelte')
	}),
	screenPanel({
		at: 'chair-own',
		order: 50,
		when: ({ state }) => (state.plan.phase !== 'closed' && !talks(state) ? { chair: true } : null),
		load: () => import('./VotesDesk.svelte')
	}),
	screenPanel({
		at: 'clerk-work',
		order: 8,
		framed: true,
		part({ state, private: { ballots } }) {
			const vote = voteNow(state.ballots);
			const n = vote ? missingVoters(state, vote, ballots.voted ?? []).length : 0;
			// Nobody enters a secret ballot for somebody else.
			const words = vote?.blind ? m.ballots_secret_clerk_title() : m.ballots_clerk_title();
			return { id: 'vote', words, n };
		},
		when({ state, share }) {
			const vote = voteNow(state.ballots);
			return vote ? { vote, share } : null;
		},
		load: () => import('./ClerkVote.svelte'),
		heavy: true
	}),
	screenPanel({
		at: 'clerk-beside',
		order: 55,
		framed: true,
		part: ({ state }) => ({
			id: 'votes',
			words: m.ballots_title(),
			n: readyVotes(state.ballots).length
		}),
		when: ({ state }) =>
			state.plan.phase === 'open' || state.plan.phase === 'planned' ? { chair: false } : null,
		load: () => import('./VotesDesk.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 35,
		scene: 'vote',
		when(view) {
			const vote = voteOnScreen(view.state);
			return vote && { vote, now: view.now };
		},
		load: () => import('./HallVote.svelte'),
		heavy: true,
		around: { noCode: true }
	}),
	// Nobody enters a secret ballot for somebody else, and what is counted in the hall is not for a phone.
	screenPanel({
		at: 'phone-helped',
		order: 20,
		when({ state }) {
			const vote = voteNow(state.ballots);
			return vote && !vote.blind && !vote.phonesClosed ? { vote } : null;
		},
		load: () => import('./HelperVote.svelte')
	}),
	// Whoever speaks, or waits to, has the screen.
	screenPanel({
		at: 'hall',
		order: 45,
		scene: 'options',
		when({ kind, state }) {
			const { speaker, entries } = state.queue;
			const free = kind === 'discussion' && speaker === null && entries.length === 0;
			const vote = free ? optionsCompared(state) : null;
			return vote && { vote };
		},
		load: () => import('./HallOptions.svelte'),
		heavy: true,
		around: { noCode: true }
	}),
	screenPanel({
		at: 'watch',
		order: 55,
		when({ state }) {
			const vote = state.plan.covered ? null : voteOnScreen(state);
			return vote && { vote };
		},
		load: () => import('./VotePanel.svelte')
	})
];

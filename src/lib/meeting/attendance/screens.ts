/** What attendance shows on desks, the big screen, to who watches and on a phone's own tab. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { screenPanel } from '../panel.svelte.ts';
import type { MeetingState } from '../registry.ts';
import { takesSignIns } from '../plan/view.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import { clerkHere, counts, quorum } from './view.ts';

/** People are still signing in, or soon will. */
function arriving({ plan, runsheet }: MeetingState): boolean {
	return plan.phase === 'planned' || stageNow(runsheet)?.kind === 'signin';
}

export default [
	screenPanel({
		at: 'chair-head',
		order: 10,
		when: ({ state }) => ({
			counts: counts(state),
			quorum: quorum(state),
			due: false,
			short: true
		}),
		load: () => import('./CountsLine.svelte')
	}),
	screenPanel({
		at: 'chair-middle',
		order: 50,
		when: ({ state, share, reachable }) => (arriving(state) ? { share, open: reachable } : null),
		load: () => import('./SigninPanel.svelte')
	}),
	// [A15] Where nobody keeps the list, the chair does; the counters stand above it.
	screenPanel({
		at: 'chair-middle',
		order: 52,
		when: ({ state }) =>
			takesSignIns(state.plan) && arriving(state) && !clerkHere(state) ? { sums: false } : null,
		load: () => import('./SignInList.svelte')
	}),
	// While people arrive the list is the work; afterwards it is folded into the number line.
	screenPanel({
		at: 'clerk-work',
		order: 14,
		framed: true,
		part: () => ({ id: 'list', words: m.clerk_list() }),
		when: ({ state }) => (arriving(state) ? {} : null),
		load: () => import('./SignInList.svelte'),
		keys: { F3: (one) => one.focus() }
	}),
	screenPanel({
		at: 'clerk-roll',
		order: 10,
		part: () => ({ id: 'list', words: m.clerk_list() }),
		when: ({ state }) => (arriving(state) ? null : {}),
		load: () => import('./SignInList.svelte'),
		keys: { F3: (one) => one.focus() }
	}),
	screenPanel({
		at: 'hall',
		order: 50,
		scene: 'signin',
		around: { title: true, noCode: true },
		when(view) {
			const { plan, runsheet } = view.state;
			const stage = stageNow(runsheet);
			const here =
				plan.phase === 'open' ? !stage || stage.kind === 'signin' : plan.phase !== 'closed';
			return here ? { share: view.share, now: view.now, join: view.joinLink } : null;
		},
		load: () => import('./HallJoin.svelte')
	}),
	screenPanel({
		at: 'hall-foot',
		order: 10,
		when: ({ scene }) => ({ enough: scene === 'signin' }),
		load: () => import('./HallCounts.svelte')
	}),
	screenPanel({
		at: 'watch',
		order: 30,
		when: ({ state, scene }) => (state.plan.phase === 'open' && scene === 'signin' ? {} : null),
		load: () => import('./WatchCounts.svelte')
	}),
	screenPanel({
		at: 'watch-beside',
		order: 10,
		when: ({ state }) => ({ counts: counts(state) }),
		load: () => import('./CountsLine.svelte')
	}),
	screenPanel({
		at: 'phone-seat',
		order: 30,
		when: ({ state }) => (takesSignIns(state.plan) ? {} : null),
		load: () => import('./StepOut.svelte')
	})
];

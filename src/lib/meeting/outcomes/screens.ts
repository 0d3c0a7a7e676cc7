/** What results show on desks, the big screen, to who watches, and on the phones of helpers. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { screenPanel, type ScreenView } from '../panel.svelte.ts';
import { firstUnclassed, outcomesShown } from './view.ts';

function deskPart({ state }: ScreenView) {
	return { id: 'outcomes', words: m.outcomes_title(), n: state.outcomes.lines.length };
}

export default [
	// Votes come before it; nobody is interrupted.
	screenPanel({
		at: 'chair-press',
		order: 18,
		when({ state, kind }) {
			const free = state.queue.speaker === null && state.runsheet.calmUntil === null;
			const first = kind === 'result' && free ? firstUnclassed(state) : null;
			return first && { line: first.line };
		},
		says: () => m.outcomes_say_press(),
		load: () => import('./OutcomePress.svelte'),
		keys: { Space: (one) => one.now(), PageDown: (one) => one.person() }
	}),
	screenPanel({
		at: 'chair-middle',
		order: 45,
		when: ({ kind }) => (kind === 'result' || kind === 'notice' ? {} : null),
		load: () => import('./ChairOutcomes.svelte')
	}),
	// What the clerk works at in ⑥; before and after it stands beside the work.
	screenPanel({
		at: 'clerk-work',
		order: 20,
		framed: true,
		part: deskPart,
		when: ({ kind }) => (kind === 'result' ? {} : null),
		load: () => import('./OutcomesDesk.svelte'),
		keys: { F10: (one) => one.focus() }
	}),
	screenPanel({
		at: 'clerk-beside',
		// In ⑦ they are read through before they are published.
		order: ({ kind }) => (kind === 'notice' ? 8 : 58),
		leads: ({ kind }) => kind === 'notice',
		framed: true,
		part: deskPart,
		when: ({ state, phase, kind }) =>
			(phase === 'open' && kind !== 'result') ||
			(phase === 'closed' && state.minutes.sealed === null)
				? {}
				: null,
		load: () => import('./OutcomesDesk.svelte'),
		keys: { F10: (one) => one.focus() }
	}),
	screenPanel({
		at: 'chair-middle',
		order: 42,
		when: ({ state: { plan }, kind, phase }) =>
			kind === 'notice' || phase === 'closed' ? { page: `/m/${plan.code}/notice` } : null,
		load: () => import('./notice/ChairNotice.svelte')
	}),
	screenPanel({
		at: 'clerk-work',
		order: 15,
		framed: true,
		brief: true,
		part: () => ({ id: 'notice', words: m.notice_title() }),
		when: ({ state: { plan }, kind }) =>
			kind === 'notice' ? { page: `/m/${plan.code}/notice` } : null,
		load: () => import('./notice/NoticeDesk.svelte')
	}),
	screenPanel({
		at: 'clerk-beside',
		order: 5,
		framed: true,
		part: () => ({ id: 'notice', words: m.notice_title() }),
		when: ({ state: { plan }, phase }) =>
			phase === 'closed' ? { page: `/m/${plan.code}/notice` } : null,
		load: () => import('./notice/NoticeDesk.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 45,
		scene: 'notes',
		when: ({ state, kind }) =>
			kind === 'result' && outcomesShown(state) !== 'written' ? {} : null,
		load: () => import('./HallOutcomes.svelte'),
		heavy: true
	}),
	screenPanel({
		at: 'hall-results',
		order: 10,
		when: ({ state }) => (['lines', 'none'].includes(outcomesShown(state)) ? {} : null),
		load: () => import('./HallOutcomes.svelte'),
		heavy: true
	}),
	screenPanel({
		at: 'watch',
		order: 35,
		when({ state, kind, phase }) {
			const shown = outcomesShown(state);
			if (shown === 'written' || state.plan.covered) return null;
			return kind === 'result' || kind === 'notice' || (phase === 'closed' && shown !== 'awaited')
				? {}
				: null;
		},
		load: () => import('./OutcomesPanel.svelte')
	}),
	screenPanel({
		at: 'phone-helped',
		order: 30,
		when: ({ kind }) => (kind === 'result' ? {} : null),
		load: () => import('./HelperOutcome.svelte')
	})
];

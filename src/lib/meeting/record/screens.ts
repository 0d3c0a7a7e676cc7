/** Where the record is read, for the chair and on a phone's tab, and its files for the organiser. */
import { screenPanel, type ScreenView } from '../panel.svelte.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import { isPublic, keptLongEnough } from './view.ts';

const closed = ({ phase }: ScreenView) => (phase === 'closed' ? {} : null);

export default [
	screenPanel({
		at: 'chair-news',
		order: 5,
		when: closed,
		load: () => import('./NextLink.svelte')
	}),
	screenPanel({
		at: 'clerk-news',
		order: 5,
		when: closed,
		load: () => import('./NextLink.svelte')
	}),
	screenPanel({
		at: 'chair-middle',
		order: 60,
		when({ state, share }) {
			const kind = stageNow(state.runsheet)?.kind;
			const end = state.plan.phase === 'closed' || kind === 'result' || kind === 'notice';
			return end ? { share } : null;
		},
		load: () => import('./RecordAddress.svelte'),
		heavy: true
	}),
	screenPanel({
		at: 'organiser-news',
		order: 5,
		when: ({ state, now }) => (keptLongEnough(state, now) ? {} : null),
		load: () => import('./KeptNotice.svelte')
	}),
	screenPanel({
		at: 'organiser-beside',
		order: 20,
		when: ({ state: { plan } }) =>
			plan.phase === 'closed' ? { from: `/meetings/${plan.code}/export`, desk: true } : null,
		load: () => import('./Downloads.svelte')
	}),
	screenPanel({
		at: 'phone-record',
		order: 10,
		when: ({ state }) => (isPublic(state) ? {} : null),
		load: () => import('./RecordLink.svelte')
	})
];

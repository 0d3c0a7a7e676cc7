/** Where the record is read, for the chair and on a phone's tab. */
import { screenPanel } from '../panel.svelte.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import { isPublic } from './view.ts';

export default [
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
		at: 'phone-record',
		order: 10,
		when: ({ state }) => (state.plan.openedAt !== null && isPublic(state) ? {} : null),
		load: () => import('./RecordLink.svelte')
	})
];

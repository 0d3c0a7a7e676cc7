/** What results show on a phone. */
import { phonePanel } from '../panel.svelte.ts';
import { outcomesShown } from './view.ts';

export const outcomesPanels = [
	phonePanel({
		at: 'phone',
		order: 105,
		when({ state, phase, kind }) {
			const shown = outcomesShown(state);
			if (shown === 'written') return null;
			return kind === 'result' || kind === 'notice' || (phase === 'closed' && shown !== 'awaited')
				? {}
				: null;
		},
		load: () => import('./OutcomesPanel.svelte')
	})
];

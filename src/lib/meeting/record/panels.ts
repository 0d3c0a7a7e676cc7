/** What the record shows on a phone. */
import { phonePanel } from '../panel.svelte.ts';
import { mayPassOn } from './what-to-read.ts';

export const recordPanels = [
	phonePanel({
		at: 'phone-action',
		order: 60,
		when: ({ state, phase, kind, seat, tab }) =>
			tab === 'now' && seat && (phase === 'closed' || kind === 'notice') && mayPassOn(state)
				? { kind: 'primary' as const }
				: null,
		load: () => import('./ShareRecord.svelte'),
		heavy: true
	})
];

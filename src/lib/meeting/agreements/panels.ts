/** What the text of agreement shows on the phone of somebody who signs it; who that is, the panel finds out. */
import { phonePanel } from '../panel.svelte.ts';

export const agreementsPanels = [
	phonePanel({
		at: 'phone',
		order: 12,
		when: ({ state: { agreements, runsheet }, you, behalf }) =>
			agreements.offered && you && !behalf && !runsheet.caucus
				? { text: agreements.offered, seat: you }
				: null,
		load: () => import('./OwnAgreement.svelte')
	})
];

/** What the text of agreement shows on the phone of somebody who signs it. */
import { phonePanel } from '../panel.svelte.ts';
import { isPresent } from '../attendance/attendance.ts';
import { signsAs } from './agreements.ts';

export const agreementsPanels = [
	phonePanel({
		at: 'phone',
		order: 12,
		when({ state, phase, seat, behalf }) {
			const text = state.agreements.offered;
			if (!text || !seat || behalf || signsAs(seat) === null) return null;
			// After the meeting what stands can be read.
			if (phase === 'closed') return text.settledAt ? { text, seat: seat.id, acts: false } : null;
			if (phase !== 'open' || state.runsheet.caucus !== null) return null;
			const acts = !seat.votes || isPresent(state.attendance, seat.id);
			return { text, seat: seat.id, acts };
		},
		load: () => import('./OwnAgreement.svelte')
	})
];

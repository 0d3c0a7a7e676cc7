/** The text of agreement at the desks and on the big screen. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { screenPanel, type ScreenView } from '../panel.svelte.ts';
import { hasAgreement } from './agreements.ts';

/** It is written now, or lies before the sides. */
const atWork = ({ state, phase, kind }: ScreenView) =>
	phase === 'open' &&
	hasAgreement(state) &&
	(kind === 'result' || state.agreements.offered !== null);

/** So long the big screen tells in other stages that it was signed or taken back, ms. */
const TOLD_FOR = 60_000;

/** In other stages, and afterwards where there is one. */
const beside = (view: ScreenView) =>
	hasAgreement(view.state) &&
	((view.phase === 'open' && !atWork(view)) ||
		(view.phase === 'closed' && view.state.agreements.offered !== null));

const part = ({ state }: ScreenView) => ({
	id: 'agreement',
	words: m.agreements_title(),
	n: state.agreements.offered?.signatures.length ?? 0
});

export default [
	screenPanel({
		at: 'chair-middle',
		order: 44,
		when: (view) => (atWork(view) ? {} : null),
		load: () => import('./ChairAgreement.svelte')
	}),
	screenPanel({
		at: 'chair-below',
		order: 60,
		when: (view) => (beside(view) ? {} : null),
		load: () => import('./ChairAgreement.svelte')
	}),
	screenPanel({
		at: 'clerk-work',
		order: 22,
		framed: true,
		part,
		when: (view) => (atWork(view) ? {} : null),
		load: () => import('./AgreementDesk.svelte')
	}),
	screenPanel({
		at: 'clerk-beside',
		order: 57,
		framed: true,
		part,
		when: (view) => (beside(view) ? {} : null),
		load: () => import('./AgreementDesk.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 44,
		scene: 'agreement',
		when: ({ state, kind, phase, now }) => {
			const text = state.agreements.offered;
			if (phase !== 'open' || !text) return null;
			// What was signed or taken back goes with its stage; in another one it is told for a minute.
			const at = text.takenBack?.at ?? text.settledAt;
			return kind === 'result' || at === null || now - at < TOLD_FOR ? { text } : null;
		},
		load: () => import('./HallAgreement.svelte')
	})
];

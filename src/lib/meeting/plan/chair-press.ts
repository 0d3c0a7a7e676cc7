/** The meeting opens and closes by the chair's press. */
import { openingSentence } from '#lib/i18n/opening-warning.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ChairPress } from '../chair-press.ts';

export default {
	open: (_press, state) => ({
		label: m.plan_open(),
		command: { type: 'plan.open' },
		sentence: openingSentence(state, m.chair_open_sentence())
	}),
	close: () => ({
		label: m.plan_close(),
		command: { type: 'plan.close' },
		sentence: m.chair_close_sentence()
	})
} satisfies ChairPress;

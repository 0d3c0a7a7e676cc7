/** What the minutes show on a phone. */
import { onScreen } from '../on-screen.ts';
import { phonePanel } from '../panel.svelte.ts';
import { answerTo, linesToAsk } from './read-back.ts';

export const minutesPanels = [
	phonePanel({
		at: 'phone',
		order: 140,
		when: ({ state, private: mine, you }) =>
			you !== null &&
			linesToAsk(state, you).some((line) => !answerTo(mine.minutes, line, you)?.right)
				? {}
				: null,
		load: () => import('./ReadBack.svelte'),
		heavy: true
	}),
	phonePanel({
		at: 'phone',
		order: 200,
		// Who writes in silence reads nobody else's words.
		when: ({ state }) => (state.minutes.lines.length > 0 && !onScreen(state)?.quiet ? {} : null),
		load: () => import('./LastLines.svelte'),
		heavy: true
	})
];

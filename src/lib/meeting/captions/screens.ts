/** Captions on the big screen, and who writes them at the clerk's desk. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { screenPanel } from '../panel.svelte.ts';
import { linesNow } from './captions.ts';

export default [
	// Its place stays as long as somebody writes: the picture above does not jump with each line.
	screenPanel({
		at: 'hall-lane',
		order: 10,
		when: ({ state: { captions, plan }, phase, now }) =>
			phase === 'open' && !plan.covered && captions.writers.length > 0
				? { lines: linesNow(captions, now) }
				: null,
		load: () => import('./CaptionWall.svelte')
	}),
	screenPanel({
		at: 'clerk-beside',
		order: 95,
		part: ({ state }) => ({
			id: 'captions',
			words: m.captions_title(),
			n: state.captions.writers.length
		}),
		when: ({ phase }) => (phase === 'open' ? { id: 'captions' } : null),
		load: () => import('./CaptionWriters.svelte')
	})
];

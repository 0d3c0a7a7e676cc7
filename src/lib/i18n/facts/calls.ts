/** Facts of small calls in sentences. */
import type { FactWords } from '../fact-words.ts';
import { formatList } from '../list.ts';
import { m } from '../paraglide/messages.js';

export default {
	facts: {
		'video-call': {
			sentence: ({ seats, minutes }, words) =>
				seats.length === 0
					? m.fact_video_call_empty({ minutes })
					: m.fact_video_call({
							minutes,
							names: formatList(seats.map((seat) => words.name(seat)))
						}),
			quotes: ({ result }) => (result ? [result] : [])
		},
		'private-call': {
			sentence: ({ minutes }) => m.fact_private_call({ minutes }),
			quotes: ({ result }) => (result ? [result] : [])
		}
	}
} satisfies FactWords<'calls'>;

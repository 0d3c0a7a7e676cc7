/** Facts of the roll in sentences. */
import type { FactWords } from '../fact-words.ts';
import { m } from '../paraglide/messages.js';

export default {
	facts: {
		chair: {
			sentence(fact, words) {
				const to = words.name(fact.to);
				if (fact.from === null) return m.fact_chair_new({ to });
				const names = { from: words.name(fact.from), to };
				return fact.rescued ? m.fact_chair_rescued(names) : m.fact_chair(names);
			}
		}
	}
} satisfies FactWords<'roll'>;

/** Facts of the roll in sentences. */
import type { FactWords } from '../fact-words.ts';
import { m } from '../paraglide/messages.js';

export default {
	facts: {
		chair: {
			sentence(fact, words) {
				const to = words.name(fact.to);
				if (fact.from === null) return m.fact_chair_new({ to });
				return m.fact_chair({ from: words.name(fact.from), to });
			}
		}
	}
} satisfies FactWords<'roll'>;

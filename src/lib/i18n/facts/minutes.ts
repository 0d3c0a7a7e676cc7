/** Facts of the minutes themselves in sentences. */
import { officeName, together, type FactWords } from '../fact-words.ts';
import { sayWhen } from '../when.ts';
import { m } from '../paraglide/messages.js';

export default {
	facts: {
		objections: {
			sentence(fact) {
				return m.fact_objections({ until: sayWhen(fact.until) });
			}
		},
		objection: {
			sentence(fact, words) {
				const name = words.name(fact.seat);
				const said = fact.by
					? m.fact_objection_phone({ name, by: officeName(fact.by, words) })
					: m.fact_objection({ name });
				if (!fact.answer) return said;
				return together(said, fact.answer.agreed ? m.fact_agreed() : m.fact_declined());
			},
			quotes: ({ text, answer }) => (answer ? [text, answer.text] : [text])
		}
	}
} satisfies FactWords<'minutes'>;

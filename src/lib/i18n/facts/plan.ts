/** Facts of the plan in sentences. */
import { formatHeadcount, together, type FactWords } from '../fact-words.ts';
import { m } from '../paraglide/messages.js';

const UNIT = {
	invited: m.fact_unit_invited,
	came: m.fact_unit_came,
	leave: m.fact_unit_leave,
	absent: m.fact_unit_absent
};

export default {
	facts: {
		opened: {
			sentence(fact, words) {
				return fact.chair ? m.fact_opened_by({ name: words.name(fact.chair) }) : m.fact_opened();
			}
		},
		closed: {
			sentence(fact) {
				return together(m.fact_closed(), formatHeadcount(fact.headcount));
			}
		},
		cancelled: {
			sentence: () => m.fact_cancelled(),
			quotes: ({ reason }) => [reason]
		},
		unit: {
			sentence(fact, words) {
				return UNIT[fact.status]({ name: words.text(fact.name) });
			}
		}
	},
	chapters: {
		end: () => m.record_over()
	}
} satisfies FactWords<'plan'>;

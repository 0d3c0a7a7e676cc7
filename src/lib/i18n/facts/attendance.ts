/** Facts of attendance in sentences. */
import type { FactWords } from '../fact-words.ts';
import { channelName } from '../seat-words.ts';
import { m } from '../paraglide/messages.js';

export default {
	facts: {
		came: {
			sentence(fact, words) {
				const who = { name: words.name(fact.seat), channel: channelName(fact.channel) };
				if (fact.backfilled) return m.fact_came_backfilled(who);
				return fact.late ? m.fact_came_late(who) : m.fact_came(who);
			}
		},
		left: {
			sentence(fact, words) {
				return m.fact_left({ name: words.name(fact.seat) });
			}
		},
		returned: {
			sentence(fact, words) {
				return m.fact_returned({ name: words.name(fact.seat) });
			}
		},
		excused: {
			sentence(fact, words) {
				return m.fact_excused({ name: words.name(fact.seat) });
			}
		}
	}
} satisfies FactWords<'attendance'>;

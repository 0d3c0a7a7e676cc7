/** Facts of the speaking queue in sentences. */
import type { FactOf } from '#lib/meeting/registry.ts';
import type { FactWords, Words } from '../fact-words.ts';
import { formatLength } from '../length.ts';
import { formatPoint, formatRuling } from '../point-words.ts';
import { formatStance } from '../stance-words.ts';
import { formatWay } from '../way-words.ts';
import { m } from '../paraglide/messages.js';

type Turned = FactOf<'queue', 'turn'>;

/** Who, through which channel, for or against, how long. */
function formatTurn(fact: Turned, words: Words): string {
	const how = [
		formatWay(fact.channel),
		...(fact.writing ? [formatWay('written')] : []),
		...(fact.stance === 'order' || fact.stance === 'none' ? [] : [formatStance(fact.stance)]),
		...(fact.by ? [m.queue_entered_by({ name: words.name(fact.by) })] : []),
		...(fact.speaksFor > 0 ? [m.queue_speaks_for({ n: fact.speaksFor })] : [])
	].join(' · ');
	const who = { name: words.name(fact.seat), how };
	if (fact.point) return m.fact_point({ ...who, point: formatPoint(fact.point) });
	if (fact.spent === null) return fact.response ? m.fact_response_now(who) : m.fact_turn_now(who);
	const length = formatLength(fact.spent);
	return fact.response ? m.fact_response({ ...who, length }) : m.fact_turn({ ...who, length });
}

export default {
	facts: {
		turn: {
			sentence(fact, words) {
				return formatTurn(fact, words);
			},
			quotes: ({ written }) => written
		},
		passed: {
			sentence(fact, words) {
				const name = words.name(fact.seat);
				return fact.said ? m.fact_said_pass({ name }) : m.fact_passed({ name });
			}
		},
		ruling: {
			sentence(fact, words) {
				const ruling = formatRuling(fact.ruling);
				if (fact.seat === null || fact.point === null) return m.fact_ruling({ ruling });
				return m.fact_ruling_on({
					name: words.name(fact.seat),
					point: formatPoint(fact.point),
					ruling
				});
			},
			quotes: ({ words }) => (words ? [words] : [])
		},
		moved: {
			sentence(fact, words) {
				return m.fact_moved({ name: words.name(fact.seat), place: fact.place });
			}
		},
		list: {
			sentence(fact) {
				return fact.open ? m.fact_list_open() : m.fact_list_closed();
			}
		},
		round: {
			sentence(fact) {
				return m.fact_round({ n: fact.round });
			}
		}
	},
	chapters: {
		turn: ({ seat }, words) => m.replay_speaks({ name: words.name(seat) })
	}
} satisfies FactWords<'queue'>;

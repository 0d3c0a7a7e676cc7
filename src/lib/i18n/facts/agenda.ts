/** Facts of the agenda in sentences. */
import type { ItemName } from '#lib/meeting/agenda/facts.ts';
import { listed, together, type FactWords, type Words } from '../fact-words.ts';
import { formatLength } from '../length.ts';
import { itemOrdinal } from '../ordinal.ts';
import { m } from '../paraglide/messages.js';

const PROPOSAL = {
	accepted: m.fact_proposal_accepted,
	merged: m.fact_proposal_merged,
	declined: m.fact_proposal_declined,
	'taken-back': m.fact_proposal_taken_back
};

/** 第三项“老年食堂怎么办？”: a title may end with a stop of its own. */
function formatItem({ number, title }: ItemName, words: Words): string {
	const text = words.text(title);
	if (number === '') return m.common_quoted({ text });
	return m.fact_item_named({ number: itemOrdinal(number), title: text });
}

export default {
	facts: {
		'item-opened': {
			sentence(fact, words) {
				return (fact.again ? m.fact_item_again : m.fact_item_opened)({
					number: itemOrdinal(fact.number),
					title: words.text(fact.title)
				});
			}
		},
		'item-closed': {
			sentence(fact, words) {
				const length = formatLength(fact.spent);
				return (fact.paused ? m.fact_item_paused : m.fact_item_closed)({
					number: itemOrdinal(fact.number),
					title: words.text(fact.title),
					length
				});
			}
		},
		agenda: {
			sentence(fact, words) {
				const titles = (items: ItemName[]) => listed(items.map((one) => formatItem(one, words)));
				return together(
					...(fact.added.length > 0 ? [m.fact_agenda_added({ titles: titles(fact.added) })] : []),
					...(fact.withdrawn.length > 0
						? [m.fact_agenda_withdrawn({ titles: titles(fact.withdrawn) })]
						: [])
				);
			}
		},
		proposal: {
			sentence(fact, words) {
				const title = words.text(fact.title);
				const said = m.fact_proposal({ name: words.name(fact.seat), title });
				return fact.answer ? together(said, PROPOSAL[fact.answer.how]()) : said;
			},
			quotes: ({ answer }) => (answer?.reason ? [answer.reason] : [])
		}
	},
	chapters: {
		item: ({ number, title }, words) => m.replay_item({ number, title: words.text(title) })
	}
} satisfies FactWords<'agenda'>;

/** Facts of the agenda in sentences. */
import type { ItemName } from '#lib/meeting/agenda/facts.ts';
import { together, type FactWords } from '../fact-words.ts';
import { sayLength } from '../length.ts';
import { m } from '../paraglide/messages.js';

const PROPOSAL = {
	accepted: m.fact_proposal_accepted,
	merged: m.fact_proposal_merged,
	declined: m.fact_proposal_declined,
	'taken-back': m.fact_proposal_taken_back
};

export default {
	'item-opened': {
		say(fact, words) {
			return (fact.again ? m.fact_item_again : m.fact_item_opened)({
				number: fact.number,
				title: words.text(fact.title)
			});
		}
	},
	'item-closed': {
		say(fact, words) {
			const length = sayLength(fact.spent);
			return (fact.paused ? m.fact_item_paused : m.fact_item_closed)({
				number: fact.number,
				title: words.text(fact.title),
				length
			});
		}
	},
	agenda: {
		say(fact, words) {
			const titles = (items: ItemName[]) =>
				items.map(({ number, title }) => `${number} ${words.text(title)}`.trim()).join('；');
			return together(
				...(fact.added.length > 0 ? [m.fact_agenda_added({ titles: titles(fact.added) })] : []),
				...(fact.withdrawn.length > 0
					? [m.fact_agenda_withdrawn({ titles: titles(fact.withdrawn) })]
					: [])
			);
		}
	},
	proposal: {
		say(fact, words) {
			const title = words.text(fact.title);
			const said = m.fact_proposal({ name: words.name(fact.seat), title });
			return fact.answer ? together(said, PROPOSAL[fact.answer.how]()) : said;
		},
		quotes: ({ answer }) => (answer?.reason ? [answer.reason] : [])
	}
} satisfies FactWords<'agenda'>;

/** Facts of a round of cards in sentences. */
import type { CardGroup } from '#lib/meeting/cards/facts.ts';
import type { FactOf } from '#lib/meeting/registry.ts';
import { listed, together, type FactWords, type Words } from '../fact-words.ts';
import { m } from '../paraglide/messages.js';

/** Cards of this result that are in no group. */
function parkedIn({ parked, parkedMore = 0 }: FactOf<'cards', 'cards-result'>): number {
	return parked.length + parkedMore;
}

/** 2. 门槛太高（12张，35点） */
export function sayGroup(
	{ number, name, cards, more = 0, points }: CardGroup,
	words: Words
): string {
	const n = cards.length + more;
	const said = { number, name: name ? words.text(name) : m.fact_cards_unnamed(), n };
	return points === null
		? m.fact_cards_group({ ...said })
		: m.fact_cards_weighed({ ...said, points });
}

export default {
	facts: {
		'cards-asked': {
			sentence(fact, words) {
				return m.fact_cards_asked({ question: words.text(fact.question) });
			}
		},
		'cards-shown': {
			sentence(fact) {
				return m.fact_cards_shown({
					cards: fact.cards,
					people: fact.people,
					papers: fact.papers
				});
			}
		},
		'cards-result': {
			sentence(fact, words) {
				return together(
					m.fact_cards_result({ groups: listed(fact.groups.map((one) => sayGroup(one, words))) }),
					...(parkedIn(fact) > 0 ? [m.fact_cards_parked({ n: parkedIn(fact) })] : [])
				);
			},
			quotes: ({ groups, parked }) => [...groups.flatMap(({ cards }) => cards), ...parked]
		}
	},
	chapters: {
		'cards-asked': ({ question }, words) =>
			m.replay_cards_asked({ question: words.text(question) }),
		'cards-shown': ({ cards }) => m.replay_cards_shown({ n: cards }),
		'cards-result': () => m.replay_cards_result()
	}
} satisfies FactWords<'cards'>;

/** Facts of a round of cards in sentences. */
import type { TextRef } from '#lib/meeting/names.ts';
import type { CardGroup } from '#lib/meeting/cards/facts.ts';
import type { Rest } from '#lib/meeting/cards/ungrouped.ts';
import { listed, together, type FactWords, type Words } from '../fact-words.ts';
import { formatByWay } from '../cards-written.ts';
import { m } from '../paraglide/messages.js';

/** Where cards lie that are in no group: 没有归类, 放一放, 不属于本议题; on pages and papers alike. */
export function formatRest(what: Rest): string {
	if (what === 'loose') return m.fact_cards_loose();
	return what === 'parked' ? m.fact_cards_parked() : m.fact_cards_off();
}

/** 2. 门槛太高（12张，35点）; of a ranking 35分. */
export function formatGroup(
	{ number, name, cards, more = 0, points }: CardGroup,
	words: Words,
	ranked = false
): string {
	const n = cards.length + more;
	const said = { number, name: name ? words.text(name) : m.fact_cards_unnamed(), n };
	if (points === null) return m.fact_cards_group({ ...said });
	return (ranked ? m.fact_cards_ranked : m.fact_cards_weighed)({ ...said, points });
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
				const { cards, people, papers } = fact;
				return fact.unclaimed
					? m.fact_cards_shown_by_way({ what: formatByWay(fact) })
					: m.fact_cards_shown({ cards, people, papers });
			}
		},
		'cards-result': {
			sentence(fact, words) {
				return together(
					m.fact_cards_result({
						groups: listed(fact.groups.map((one) => formatGroup(one, words, fact.ranked)))
					}),
					...fact.rest.map(({ what, cards, more = 0 }) =>
						m.fact_cards_rest({ where: formatRest(what), n: cards.length + more })
					)
				);
			},
			quotes: ({ groups, rest }) => [...groups, ...rest].flatMap(({ cards }) => cards)
		},
		'cards-ground': {
			sentence({ people, groups, accepted, divides }, words) {
				const said = (some: TextRef[]) => listed(some.map((ref) => words.text(ref)));
				const alone = groups === 1;
				return together(
					m.fact_ground({ people, n: groups }),
					accepted.length > 0
						? (alone ? m.fact_ground_accepted_one : m.fact_ground_accepted)({
								what: said(accepted)
							})
						: m.fact_ground_none(),
					...(divides.length > 0 ? [m.fact_ground_divides({ what: said(divides) })] : [])
				);
			}
		}
	},
	chapters: {
		'cards-asked': ({ question }, words) =>
			m.replay_cards_asked({ question: words.text(question) }),
		'cards-shown': ({ cards }) => m.replay_cards_shown({ n: cards }),
		'cards-result': () => m.replay_cards_result(),
		'cards-ground': () => m.replay_cards_ground()
	}
} satisfies FactWords<'cards'>;

/** Facts of votes in sentences. */
import type { FactOf } from '#lib/meeting/registry.ts';
import { listed, together, type FactWords, type Words } from '../fact-words.ts';
import { formatList } from '../list.ts';
import { formatWhen } from '../when.ts';
import { m } from '../paraglide/messages.js';
import { burdenSentences } from '../burden-words.ts';
import {
	formatCounts,
	formatLabel,
	formatOption,
	formatOutcome,
	formatRule,
	formatSecrecy,
	formatLost,
	formatSource
} from '../vote-words.ts';

type Closed = FactOf<'ballots', 'vote-closed'>;

function formatClosed(fact: Closed, words: Words): string {
	const text = (ref: Parameters<Words['text']>[0]) => words.text(ref);
	return together(
		m.fact_vote_closed({
			question: words.text(fact.question),
			label: formatLabel(fact.legal),
			counts: formatCounts(fact.tally, fact, text),
			outcome: formatOutcome(fact.tally, fact, text)
		}),
		...formatSources(fact, text),
		...(fact.board ? [m.fact_vote_board({ digest: fact.board })] : []),
		...(fact.papers ? [m.fact_vote_papers(fact.papers)] : [])
	);
}

/** Of one source alone nothing is said: it is the whole. */
function formatSources({ sources, options, tally }: Closed, text: Words['text']): string[] {
	if (sources.length < 2) return [];
	const all = sources.map((one) =>
		m.fact_vote_source({
			source: formatList(one.sources.map(formatSource)),
			counts: formatList(
				tally.options.map(({ id }) =>
					m.ballots_count({ option: formatOption(id, options, text), n: one.counts[id] ?? 0 })
				)
			)
		})
	);
	return [m.fact_vote_sources({ sources: listed(all) })];
}

export default {
	facts: {
		'vote-opened': {
			sentence(fact, words) {
				return together(
					m.fact_vote_opened({
						label: formatLabel(fact.legal),
						secrecy: formatSecrecy(fact.secrecy),
						n: fact.voters,
						question: words.text(fact.question)
					}),
					...(fact.until === undefined
						? []
						: [m.fact_vote_until({ when: formatWhen(fact.until) })]),
					...(fact.scope ? [m.fact_vote_scope({ label: words.text(fact.scope) })] : []),
					...(fact.invited
						? [
								m.fact_vote_invited({
									n: fact.invited.n,
									why: words.text(fact.invited.reason)
								})
							]
						: []),
					...(fact.excluded
						? [m.fact_vote_excluded({ names: formatList(fact.excluded.map(words.name)) })]
						: []),
					...(fact.burden ? burdenSentences(fact.burden, words.text) : []),
					...(fact.waived ? [m.fact_vote_waived({ why: words.text(fact.waived) })] : [])
				);
			}
		},
		'vote-closed': { sentence: formatClosed },
		'afterwards-opened': {
			sentence: ({ question, voters, until }, words) =>
				m.fact_afterwards_opened({
					question: words.text(question),
					n: voters,
					when: formatWhen(until)
				})
		},
		'afterwards-closed': {
			sentence(fact, words) {
				const said = { question: words.text(fact.question), n: fact.voted, of: fact.voters };
				if (!fact.tally) return m.fact_afterwards_few(said);
				const counts = formatCounts(fact.tally, fact, words.text);
				return m.fact_afterwards_closed({ ...said, counts });
			}
		},
		'rule-adopted': {
			sentence({ rule }) {
				if (rule === null) return m.fact_vote_rule_usual();
				const { name, sentence, source } = formatRule(rule);
				return m.fact_vote_rule({ name, sentence, source });
			}
		},
		proxy: {
			sentence({ principal, proxy, ended }, words) {
				const names = { principal: words.name(principal), proxy: words.name(proxy) };
				return ended ? m.fact_proxy_ended(names) : m.fact_proxy(names);
			}
		},
		'vote-annulled': {
			sentence: (fact, words) =>
				m.fact_vote_annulled({
					question: words.text(fact.question),
					why: fact.why ? words.text(fact.why) : formatLost(fact)
				})
		}
	},
	chapters: {
		vote: ({ question }, words) => m.replay_vote({ question: words.text(question) })
	}
} satisfies FactWords<'ballots'>;

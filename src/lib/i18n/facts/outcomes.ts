/** Facts of results in sentences. */
import { together, type FactWords } from '../fact-words.ts';
import { formatDissenter, formatVerdict } from '../opinion-words.ts';
import {
	formatClass,
	formatDue,
	formatOrigin,
	formatParty,
	formatPeriod
} from '../outcome-words.ts';
import { m } from '../paraglide/messages.js';

export default {
	facts: {
		outcome: {
			sentence({ n, outcome, origin }, words) {
				const { owner, receiver, due, legal } = outcome;
				const came = origin ? formatOrigin(origin, words) : '';
				return together(
					m.fact_outcome({ n, text: words.text(outcome.text), of: formatClass(outcome.class) }),
					...(receiver ? [m.fact_outcome_sent({ who: formatParty(receiver, words) })] : []),
					...(owner ? [m.fact_outcome_owner({ who: formatParty(owner, words) })] : []),
					...(due === null ? [] : [m.fact_outcome_due({ when: formatDue(outcome.class, due) })]),
					...(came ? [m.fact_outcome_from({ origin: came })] : []),
					...(legal.awaited ? [m.fact_outcome_legal()] : [])
				);
			},
			quotes: ({ outcome }) => [
				...(outcome.measure ? [outcome.measure] : []),
				...(outcome.early ? [outcome.early] : []),
				...outcome.legal.notes.map(({ text }) => text)
			]
		},
		'no-outcomes': { sentence: () => m.outcomes_none() },
		'notice-published': {
			sentence: (fact) =>
				(fact.agreed ? m.fact_notice_agreed : m.fact_notice_published)(formatPeriod(fact))
		},
		'notice-period': {
			sentence: (fact) => m.fact_notice_period(formatPeriod(fact)),
			quotes: ({ reason }) => [reason]
		},
		dissent: {
			sentence({ n, dissent }, words) {
				const who = formatDissenter(dissent, words);
				return together(
					n === null ? m.fact_dissent({ who }) : m.fact_dissent_on({ n, who }),
					...(dissent.settledAt === null ? [] : [m.fact_dissent_settled()])
				);
			},
			quotes: ({ dissent: { text, reply } }) => [text, ...(reply ? [reply.text] : [])]
		},
		'shift-taken': {
			sentence: ({ n, shift, who }, words) =>
				m.fact_shift_taken({ n, shift: shift + 1, who: formatParty(who, words) })
		},
		'shift-freed': { sentence: ({ n, shift }) => m.fact_shift_freed({ n, shift: shift + 1 }) },
		'rota-full': { sentence: ({ n }) => m.fact_rota_full({ n }) },
		'rota-open': { sentence: ({ n }) => m.fact_rota_open({ n }) },
		'outcome-done': {
			sentence: ({ n }) => m.fact_outcome_done({ n }),
			quotes: ({ text }) => [text]
		},
		'outcome-reopened': {
			sentence: ({ n }) => m.fact_outcome_reopened({ n }),
			quotes: ({ reason }) => [reason]
		},
		suggestion: {
			sentence: ({ origin, verdict }, words) =>
				m.fact_suggestion({
					name: origin ? formatOrigin(origin, words) : '',
					verdict: formatVerdict(verdict)
				}),
			quotes: ({ reason }) => (reason ? [reason] : [])
		},
		'notice-unpublished': { sentence: () => m.fact_notice_unpublished() }
	}
} satisfies FactWords<'outcomes'>;

/** Facts of the stages in sentences. */
import { formatHeadcount, together, type FactWords } from '../fact-words.ts';
import { m } from '../paraglide/messages.js';
import { getLocale } from '../paraglide/runtime.js';
import { formatTime } from '../when.ts';

const STAGE = {
	next: m.fact_stage_next,
	back: m.fact_stage_back,
	skip: m.fact_stage_skip,
	force: m.fact_stage_force
};

const REMINDER = {
	'off-topic': m.runsheet_reminded_off_topic,
	civil: m.runsheet_reminded_civil,
	overtime: m.runsheet_reminded_overtime
};

const SIDE = { a: m.queue_side_a, b: m.queue_side_b };

/** With whom, from when to when; what was said there is nobody's. */
function formatApart(apart: { with: 'a' | 'b'; since: number; until: number }): string {
	return m.fact_caucus_over({
		side: SIDE[apart.with](),
		from: formatTime(apart.since),
		until: formatTime(apart.until)
	});
}

export default {
	facts: {
		stage: {
			sentence(fact) {
				return together(
					...(fact.apart ? [formatApart(fact.apart)] : []),
					...(fact.headcount ? [formatHeadcount(fact.headcount)] : []),
					...(fact.acks ? [m.fact_acks(fact.acks)] : []),
					STAGE[fact.how]({ title: fact.title[getLocale()] })
				);
			},
			quotes: ({ reason }) => (reason ? [reason] : [])
		},
		note: {
			sentence(fact) {
				return m.fact_note({ stage: fact.stage[getLocale()] });
			},
			quotes: ({ text }) => [text],
			result: ({ text }) => text
		},
		reminder: {
			sentence(fact) {
				return m.fact_reminder({ words: REMINDER[fact.reminder]() });
			}
		},
		caucus: {
			sentence({ over, begins }) {
				return together(
					...(over ? [formatApart(over)] : []),
					...(begins ? [m.fact_caucus_begins({ side: SIDE[begins]() })] : [])
				);
			}
		},
		calm: {
			sentence(fact) {
				return m.fact_calm({ minutes: fact.minutes });
			}
		}
	},
	chapters: {
		stage: ({ title }) => title[getLocale()]
	}
} satisfies FactWords<'runsheet'>;

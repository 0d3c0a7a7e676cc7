/** Facts of the stages in sentences. */
import { formatHeadcount, together, type FactWords } from '../fact-words.ts';
import { m } from '../paraglide/messages.js';
import { getLocale } from '../paraglide/runtime.js';

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

export default {
	facts: {
		stage: {
			sentence(fact) {
				return together(
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

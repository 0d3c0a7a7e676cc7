/** Facts of the minutes themselves in sentences. */
import type { Change } from '#lib/meeting/minutes/minutes.ts';
import { officeName, together, type FactWords, type Words } from '../fact-words.ts';
import { formatStance } from '../stance-words.ts';
import { channelName } from '../seat-words.ts';
import { formatWhen } from '../when.ts';
import { m } from '../paraglide/messages.js';

/** What was otherwise. */
function formatChange(change: Change, words: Words): string {
	switch (change.is) {
		case 'seat':
			return m.fact_correction_seat({
				name: words.name(change.seat),
				was: words.name(change.was)
			});
		case 'stance':
			return m.fact_correction_stance({
				stance: formatStance(change.stance),
				was: formatStance(change.was)
			});
		case 'sign-in': {
			const name = words.name(change.seat);
			return change.came === null
				? m.fact_correction_absent({ name })
				: m.fact_correction_came({ name, channel: channelName(change.came) });
		}
		case 'late': {
			const name = words.name(change.seat);
			return change.late ? m.fact_correction_late({ name }) : m.fact_correction_on_time({ name });
		}
	}
}

export default {
	facts: {
		objections: {
			sentence({ until: at, sooner }) {
				const until = formatWhen(at);
				if (!sooner) return m.fact_objections({ until });
				return m.fact_objections_sooner({ until, was: formatWhen(sooner.was) });
			},
			quotes: ({ sooner }) => (sooner ? [sooner.reason] : [])
		},
		objection: {
			sentence(fact, words) {
				const name = words.name(fact.seat);
				const taken = fact.paper ? m.fact_objection_paper : m.fact_objection_phone;
				const said = fact.by
					? taken({ name, by: officeName(fact.by, words) })
					: m.fact_objection({ name });
				if (!fact.answer) return said;
				return together(said, fact.answer.agreed ? m.fact_agreed() : m.fact_declined());
			},
			quotes: ({ text, answer }) => (answer ? [text, answer.text] : [text])
		},
		correction: {
			sentence({ change, actor }, words) {
				return together(
					formatChange(change, words),
					m.fact_correction_by({ by: officeName(actor, words) })
				);
			},
			quotes: ({ text }) => [text]
		}
	}
} satisfies FactWords<'minutes'>;

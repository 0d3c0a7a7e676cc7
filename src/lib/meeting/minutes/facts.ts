/** What the minutes tell of themselves: until when objections are taken, and who objected. */
import { changedIn } from '../difference.ts';
import { subjectOf } from '../fact-subject.ts';
import type { Instant, SeatId, TextRef } from '../names.ts';
import type { FactsOf, MeetingState } from '../registry.ts';
import { withCorrections } from './correcting.ts';
import type { Change } from './minutes.ts';

export type MinutesOwnFact =
	/** `sooner`: until when they were to be taken, and why no longer. */
	| { what: 'objections'; until: Instant; sooner?: { was: Instant; reason: TextRef } }
	/** `by`: who took it down on the telephone, or from paper; `answer` as soon as there is one. */
	| {
			what: 'objection';
			id: string;
			seat: SeatId;
			by: SeatId | null;
			paper?: true;
			fact: number | null;
			text: TextRef;
			answer: { agreed: boolean; text: TextRef } | null;
	  }
	/** A fact was corrected; `text` says why. */
	| { what: 'correction'; of: number | null; change: Change; text: TextRef };

export const minutesFacts: FactsOf<'minutes'> = {
	of(_before, event) {
		switch (event.type) {
			case 'minutes.objections-opened':
				return { what: 'objections', ...event.body };
			case 'minutes.objected': {
				const { id, seat, fact, text, phone, paper } = event.body;
				const by = phone || paper ? event.actor : null;
				const handed = paper ? { paper } : {};
				return { what: 'objection', id, seat, by, ...handed, fact, text, answer: null };
			}
			case 'minutes.corrected': {
				const { fact: of, change, text } = event.body;
				return change ? { what: 'correction', of, change, text } : null;
			}
			default:
				return null;
		}
	},
	annotate: withCorrections,
	rows: {
		objections: {},
		correction: {},
		objection: {
			resolve: (fact, now) => ({ ...fact, answer: answerTo(now, fact.id) }),
			subjects: ({ id }) => [`objection ${id}`]
		}
	},
	changed: ({ minutes: before }, { minutes: after }) => [
		...changedIn(before.objections, after.objections).map(({ id }) => `objection ${id}`),
		...changedIn(before.errata, after.errata).flatMap(({ fact }) =>
			fact === null ? [] : subjectOf(fact)
		)
	]
};

function answerTo({ minutes }: MeetingState, id: string) {
	const answer = minutes.objections.find((one) => one.id === id)?.answer;
	return answer ? { agreed: answer.agreed, text: answer.text } : null;
}

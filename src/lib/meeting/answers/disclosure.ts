/** Who may read which part of the comments. */
import {
	seen,
	words,
	CLOCK,
	COUNT,
	type DisclosureOf,
	type Fields,
	type Access
} from '../disclosure/decision.ts';
import type { Answer, AnswersState } from './answers.ts';

const commented = (answer: Answer): Access => (answer.status === 'published' ? 'said' : 'desk');
const fields: Fields<AnswersState> = {
	list: {
		id: seen('opens nothing without its key'),
		no: seen(COUNT),
		at: seen(CLOCK),
		how: seen('by oneself, by family, by telephone; not who'),
		by: seen('which clerk took it down'),
		status: seen('that one waits or was withheld; the record counts them'),
		name: words(commented, 'as the privacy rule shows it, once somebody has read it'),
		text: words(commented, 'once somebody has read it'),
		reply: {
			text: words((_: object, answer: Answer) => commented(answer), 'goes with its comment'),
			at: seen(CLOCK)
		},
		dueAt: seen(CLOCK)
	},
	received: seen(COUNT)
};

export const answersDisclosure: DisclosureOf<'answers'> = {
	fields,
	texts: {
		'answers.received': 'none',
		'answers.published': 'draft',
		'answers.withheld': 'none',
		'answers.replied': 'draft',
		'answers.forgotten': 'none'
	},
	access: ['answers.withheld', 'answers.forgotten']
};

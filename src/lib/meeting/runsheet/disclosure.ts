/** Who may read which part of the stages. */
import {
	announced,
	seen,
	words,
	INVITED,
	ID,
	CLOCK,
	RULE,
	WHO,
	type DisclosureOf,
	type Fields
} from '../disclosure/decision.ts';
import type { RunsheetState } from './runsheet.ts';

const fields: Fields<RunsheetState> = {
	template: announced(RULE),
	stages: {
		id: announced(ID),
		kind: announced(RULE),
		title: announced(INVITED),
		minutes: announced(INVITED),
		script: announced('a template’s words, read aloud'),
		notes: words('said', 'what the clerk wrote: as public as the record [D2]'),
		part: { turn: announced(RULE), of: announced(RULE) },
		spent: announced(CLOCK)
	},
	stageId: announced('what is on now'),
	enteredAt: announced(CLOCK),
	acks: {
		each: {
			at: seen(CLOCK),
			by: seen('the hall agreed together; who entered it is told with it')
		}
	},
	introducing: seen(WHO),
	calmUntil: seen(CLOCK),
	caucus: {
		with: seen('who left the room with the mediators is seen by everybody'),
		since: seen(CLOCK)
	},
	apart: { a: seen(CLOCK), b: seen(CLOCK) },
	lastReminder: {
		kind: seen('says what, never whom (S1.46)'),
		at: seen(CLOCK)
	}
};

export const runsheetDisclosure: DisclosureOf<'runsheet'> = {
	fields,
	texts: {
		'runsheet.entered': 'said',
		'runsheet.acknowledged': 'none',
		'runsheet.introduced': 'none',
		'runsheet.noted': 'said',
		'runsheet.reminded': 'none',
		'runsheet.calmed': 'none',
		'runsheet.caucused': 'none'
	},
	announced: (runsheet) => runsheet
};

/** Notes, record, comments and minutes, field by field. */
import type { Answer } from '../answers/answers.ts';
import type { MeetingState } from '../registry.ts';
import type { Access } from './disclosure.ts';
import { announced, seen, words, ID, CLOCK, COUNT, WHO, BOARD, type Fields } from './decision.ts';

export const NOTES: Fields<MeetingState['notes']> = {
	count: {
		before: seen('that notes were left, never what'),
		during: seen('that notes were left, never what'),
		after: seen('that notes were left, never what')
	}
};

const SUMMARY = 'what the record opens with';
export const RECORD: Fields<MeetingState['record']> = {
	summary: {
		decided: words('said', SUMMARY),
		open: words('said', SUMMARY),
		doable: words('said', SUMMARY),
		at: announced(CLOCK)
	},
	publish: announced('from when the record may be read'),
	noticeUntil: announced('until when it may be answered')
};

const commented = (answer: Answer): Access => (answer.status === 'published' ? 'said' : 'desk');
export const ANSWERS: Fields<MeetingState['answers']> = {
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

export const MINUTES: Fields<MeetingState['minutes']> = {
	lines: {
		id: seen(ID),
		fact: seen(ID),
		text: words('said', 'the minutes as they are written [D2]'),
		tag: seen(BOARD),
		relayed: seen('put in other words by the clerk (A21)'),
		at: seen(CLOCK),
		later: seen('only in a replay')
	},
	writers: seen('who may write the minutes is said aloud'),
	until: seen(CLOCK),
	objections: {
		id: seen(ID),
		seat: seen(WHO),
		at: seen(CLOCK),
		by: seen('who entered it is told with it (代录)'),
		phone: seen('taken down on the telephone'),
		fact: seen(ID),
		text: words('said', 'an objection stands in the record'),
		answer: {
			agreed: seen('an objection stands in the record'),
			text: words('said', 'an objection stands in the record'),
			at: seen(CLOCK),
			by: seen(WHO)
		}
	},
	sealed: {
		at: seen(CLOCK),
		by: seen(WHO),
		seq: seen(ID),
		upTo: seen(ID),
		hash: seen('holds the record to account'),
		prose: words('said', 'the minutes')
	},
	errata: {
		id: seen(ID),
		at: seen(CLOCK),
		by: seen(WHO),
		fact: seen(ID),
		text: words('said', 'a correction stands beside the minutes')
	}
};

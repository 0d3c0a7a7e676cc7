/** What the room knows of the minutes: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { CHAIRS, CLERKS, OFFICE, SEATED, SPEAKERS } from '../role-groups.ts';
import { decideMinutes } from './decide.ts';
import { minutesFacts } from './facts.ts';
import { minutesDisclosure } from './disclosure.ts';
import {
	bindReadBacks,
	forgetReadBacksOf,
	readBackTouches,
	readBackView
} from './decide-read-back.ts';
import { minutesCommands } from './schema.ts';
import { derivedLines } from './wordings.ts';

export const minutesRules: RulesOf<'minutes'> = {
	commands: minutesCommands,
	permits: {
		'minutes.note': { any: ['documents'] },
		'minutes.read-back': { self: SPEAKERS, others: CLERKS, helped: true },
		'minutes.allow': { any: ['organiser', ...CHAIRS] },
		'minutes.open-objections': { any: ['organiser'] },
		'minutes.object': { self: SEATED, others: CLERKS, helped: true },
		'minutes.answer': { any: OFFICE },
		'minutes.seal': { any: ['organiser'] },
		'minutes.correct': { any: OFFICE }
	},
	decide: decideMinutes,
	lots: { 'read-backs': 'plain' },
	touches: readBackTouches,
	view: readBackView,
	onBound: bindReadBacks,
	onForget: (hidden, seat) => forgetReadBacksOf(hidden, { seat }),
	onErase: (hidden, text) => forgetReadBacksOf(hidden, { text }),
	facts: minutesFacts,
	disclosure: minutesDisclosure,
	derives: (event, { minutes }) =>
		event.type === 'minutes.noted' ? derivedLines(minutes.lines, event.body.lines) : [],
	leaving: ({ type, body }) => (type === 'minutes.noted' ? { dropped: body.dropped ?? [] } : {})
};

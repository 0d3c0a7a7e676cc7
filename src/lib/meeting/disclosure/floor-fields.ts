/** Agenda and speaking queue, field by field. */
import type { AgendaItem, Excerpt, Proposal } from '../agenda/agenda.ts';
import type { MeetingState } from '../registry.ts';
import type { Entry, QueueNow, Speaker, Turn } from '../queue/queue.ts';
import type { Access } from './disclosure.ts';
import {
	announced,
	seen,
	words,
	INVITED,
	ID,
	CLOCK,
	COUNT,
	FLOOR,
	WHO,
	SPOKEN,
	type Fields
} from './decision.ts';

const itemWords = (item: AgendaItem): Access => (item.withdrawn ? 'said' : 'announced');
/** [G11] What nobody has answered yet, or was taken back, is the proposer's and the room's. */
const proposed = (proposal: Proposal): Access =>
	proposal.status === 'open' || proposal.status === 'taken-back' ? 'room' : 'said';

export const AGENDA: Fields<MeetingState['agenda']> = {
	items: {
		id: announced(ID),
		parent: announced(ID),
		title: words(itemWords, 'on the agenda; taken off it, what the record says'),
		kind: announced(INVITED),
		minutes: announced(INVITED),
		goal: words(itemWords, 'on the agenda; taken off it, what the record says'),
		excerpts: {
			text: words((_: Excerpt, item: AgendaItem) => itemWords(item), INVITED),
			source: words((_: Excerpt, item: AgendaItem) => itemWords(item), INVITED)
		},
		number: announced(INVITED),
		status: announced('what is talked about now'),
		openedAt: announced(CLOCK),
		spent: announced(CLOCK),
		withdrawn: announced('what happened under it stays'),
		former: { is: 'text', access: 'said', why: 'the record shows it under the name it had' }
	},
	proposals: {
		id: seen(ID),
		seat: seen(WHO),
		by: seen('who entered it is told with it (代录)'),
		title: words(proposed, 'not the meeting’s before the chair has answered'),
		why: words('room', 'said to the chair; no record holds it'),
		at: seen(CLOCK),
		status: seen('what became of it'),
		item: seen(ID),
		reason: words(proposed, 'the chair’s answer stands in the record'),
		answeredAt: seen(CLOCK)
	}
};

const ENTRY: Fields<Entry> = {
	id: seen(ID),
	seat: seen(FLOOR),
	item: seen(ID),
	stance: seen(FLOOR),
	point: seen(FLOOR),
	side: seen(FLOOR),
	channel: seen(FLOOR),
	by: seen('who entered it is told with it (代录)'),
	speaksFor: seen(FLOOR),
	requestedAt: seen(FLOOR),
	awayAt: seen(FLOOR),
	moved: seen(FLOOR)
};

const SPEAKER: Fields<Speaker> = {
	entry: ENTRY,
	calledAt: seen(CLOCK),
	startedAt: seen(CLOCK),
	fact: seen(ID),
	resumedAt: seen(CLOCK),
	pausedAt: seen(CLOCK),
	spent: seen(CLOCK),
	allowed: seen(CLOCK),
	extensions: seen(CLOCK),
	response: seen(FLOOR),
	written: words('said', SPOKEN),
	writing: seen(FLOOR),
	reasons: { code: seen(FLOOR), n: seen(FLOOR) },
	ruling: seen(FLOOR),
	rulingWords: words('said', SPOKEN)
};

const TURN: Fields<Turn> = {
	entry: ENTRY,
	startedAt: seen(CLOCK),
	fact: seen(ID),
	endedAt: seen(CLOCK),
	spent: seen(CLOCK),
	allowed: seen(CLOCK),
	response: seen(FLOOR),
	written: words('said', SPOKEN),
	ruling: seen(FLOOR),
	rulingWords: words('said', SPOKEN)
};

const QUEUE_NOW: Fields<QueueNow> = {
	item: seen(ID),
	listOpen: seen(FLOOR),
	entries: ENTRY,
	speaker: SPEAKER,
	lastStance: seen(FLOOR),
	lastSide: seen(FLOOR),
	counts: { each: seen(FLOOR) },
	round: seen(FLOOR)
};

export const QUEUE: Fields<MeetingState['queue']> = {
	...QUEUE_NOW,
	turns: TURN,
	undo: {
		what: seen(FLOOR),
		at: seen(CLOCK),
		before: QUEUE_NOW,
		turns: seen(COUNT)
	}
};

/** Who may read which part of the speaking queue. */
import {
	seen,
	words,
	ID,
	CLOCK,
	COUNT,
	FLOOR,
	SPOKEN,
	type DisclosureOf,
	type Fields
} from '../disclosure/decision.ts';
import type { Entry, QueueNow, QueueState, Speaker, Turn } from './queue.ts';

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
	byHand: seen(CLOCK),
	credit: seen(CLOCK),
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
	byHand: seen(CLOCK),
	credit: seen(CLOCK),
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
	interrupted: SPEAKER,
	lastStance: seen(FLOOR),
	lastSide: seen(FLOOR),
	counts: { each: seen(FLOOR) },
	round: seen(FLOOR),
	roundBegan: seen(FLOOR),
	table: seen(FLOOR)
};

const fields: Fields<QueueState> = {
	...QUEUE_NOW,
	turns: TURN,
	evened: { item: seen(ID), side: seen(FLOOR), ms: seen(CLOCK) },
	undo: {
		what: seen(FLOOR),
		at: seen(CLOCK),
		before: QUEUE_NOW,
		turns: seen(COUNT)
	}
};

export const queueDisclosure: DisclosureOf<'queue'> = {
	fields,
	texts: {
		'queue.joined': 'none',
		'queue.withdrawn': 'none',
		'queue.called': 'none',
		'queue.asked-to-respond': 'none',
		'queue.started': 'none',
		'queue.paused': 'none',
		'queue.resumed': 'none',
		'queue.extended': 'none',
		'queue.evened': 'none',
		'queue.wrote': 'said',
		'queue.ended': 'none',
		'queue.passed': 'none',
		'queue.moved': 'none',
		'queue.list-set': 'none',
		'queue.table-set': 'none',
		'queue.ruled': 'said',
		'queue.round-begun': 'none',
		'queue.undone': 'none',
		'queue.went-away': 'none',
		'queue.came-back': 'none'
	},
	access: ['queue.undone']
};

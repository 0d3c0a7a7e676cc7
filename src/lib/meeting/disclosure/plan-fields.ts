/** Plan, roll, attendance and stages, field by field. */
import type { Excerpt } from '../agenda/agenda.ts';
import type { MeetingState } from '../registry.ts';
import type { RulePreset } from '../queue/presets.ts';
import type { Seat } from '../roll/roll.ts';
import {
	announced,
	seen,
	keptFor,
	words,
	INVITED,
	ID,
	CLOCK,
	RULE,
	COUNT,
	WHO,
	type Fields
} from './decision.ts';

const EXCERPT: Fields<Excerpt> = {
	text: words('announced', INVITED),
	source: words('announced', INVITED)
};

const RULES: Fields<RulePreset> = {
	id: announced(RULE),
	name: announced(RULE),
	turnSeconds: announced(RULE),
	askSeconds: announced(RULE),
	soft: announced(RULE),
	maxTurns: announced(RULE),
	limitPer: announced(RULE),
	stances: announced(RULE),
	firstSpeakersFirst: announced(RULE),
	alternate: announced(RULE),
	roundRobin: announced(RULE),
	chairNeutral: announced(RULE),
	residentsFirst: announced(RULE),
	motionRequired: announced(RULE),
	chairVotesLast: announced(RULE),
	askAbstain: announced(RULE),
	voteNeedsDebateExhausted: announced(RULE),
	tie: announced(RULE),
	responseSeconds: announced(RULE),
	holdSeconds: announced(RULE),
	lines: announced(RULE)
};

export const PLAN: Fields<MeetingState['plan']> = {
	meeting: announced(ID),
	code: announced('opens the sign-in alone, and stands on the wall'),
	phase: announced('the first thing every page says'),
	createdAt: announced('when it was planned, not by whom'),
	announcedAt: announced('whoever reads it has been told, or takes part'),
	openedAt: announced(CLOCK),
	closedAt: announced(CLOCK),
	details: {
		title: words('announced', INVITED),
		body: words('announced', INVITED),
		matter: words('announced', INVITED),
		background: words('announced', INVITED),
		decides: words('announced', INVITED),
		leaves: words('announced', INVITED),
		policies: EXCERPT,
		place: words('announced', INVITED),
		outsideLink: words('room', 'opens a video meeting to whoever has it'),
		startsAt: announced(INVITED),
		endsAt: announced(INVITED),
		units: {
			id: seen(ID),
			name: words('opened', 'offices, not persons; noted in the open meeting'),
			reason: seen('why an office is invited'),
			status: seen('whether an office came')
		},
		quorum: {
			num: announced(RULE),
			den: announced(RULE),
			strict: announced(RULE)
		},
		urgentReason: words('announced', 'owed to those who were given no notice (S1.18)'),
		publicNames: announced('how names are shown is told before anybody gives one (L18)'),
		capacity: announced(RULE),
		record: announced('from when the record may be read is told before anybody speaks'),
		noticeDays: announced(RULE)
	},
	covered: announced('a switch of the big screen'),
	rules: RULES
};

const SEAT: Fields<Seat> = {
	id: announced(ID),
	no: announced('stands on the card on the table'),
	role: announced('a part in the meeting'),
	homeRole: announced('a part in the meeting'),
	votes: announced('may raise a hand in a vote'),
	official: announced('an office is no private matter, and the order of speaking follows from it'),
	channel: seen('the hall sees who is there and hears who is not'),
	hasPhone: keptFor('desk', true, 'says who is old or poor; only the desk hands out help by it'),
	person: announced('a salted hash: says nothing without the salt'),
	held: seen('whether a phone sits there, not whose'),
	guest: seen('came by the code'),
	boundTo: seen(WHO),
	helper: keptFor('room', null, 'says who needs help; the room sees it, strangers need not'),
	side: announced('sits on that side of the table'),
	speaksFor: announced('said with every turn (R11)')
};

export const ROLL: Fields<MeetingState['roll']> = {
	seats: { each: SEAT },
	order: announced(ID),
	joinOpen: announced('the door says it itself')
};

export const ATTENDANCE: Fields<MeetingState['attendance']> = {
	of: {
		each: {
			status: seen('counters and quorum on every screen are counted from it; why is hidden [A12]'),
			at: seen(CLOCK),
			signedInAt: seen(CLOCK),
			late: seen(COUNT),
			by: seen('who entered it is told with it (代录)'),
			rsvp: seen('who would be away from home is not told before they are here')
		}
	}
};

export const RUNSHEET: Fields<MeetingState['runsheet']> = {
	template: announced(RULE),
	stages: {
		id: announced(ID),
		kind: announced(RULE),
		title: announced(INVITED),
		minutes: announced(INVITED),
		script: announced('a template’s words, read aloud'),
		notes: words('said', 'what the clerk wrote: as public as the record [D2]'),
		spent: announced(CLOCK)
	},
	at: announced('what is on now'),
	enteredAt: announced(CLOCK),
	acks: {
		each: {
			at: seen(CLOCK),
			by: seen('the hall agreed together; who entered it is told with it')
		}
	},
	introducing: seen(WHO),
	calmUntil: seen(CLOCK),
	lastReminder: {
		kind: seen('says what, never whom (S1.46)'),
		at: seen(CLOCK)
	}
};

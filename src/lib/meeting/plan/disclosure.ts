/** Who may read which part of the plan. */
import {
	announced,
	seen,
	words,
	INVITED,
	ID,
	CLOCK,
	RULE,
	type DisclosureOf,
	type Fields
} from '../disclosure/decision.ts';
import type { Excerpt } from '../agenda/agenda.ts';
import type { RulePreset } from '../queue/presets.ts';
import type { PlanState } from './plan.ts';

const EXCERPT: Fields<Excerpt> = {
	text: words('announced', INVITED),
	source: words('announced', INVITED)
};

const RULES: Fields<RulePreset> = {
	id: announced(RULE),
	name: announced(RULE),
	turnSeconds: announced(RULE),
	askSeconds: announced(RULE),
	opinionSeconds: announced(RULE),
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

const fields: Fields<PlanState> = {
	meeting: announced(ID),
	code: announced('opens the sign-in alone, and stands on the wall'),
	phase: announced('the first thing every page says'),
	createdAt: announced('when it was planned, not by whom'),
	announcedAt: announced('whoever reads it has been told, or takes part'),
	signInAt: announced('from when the door is open stands on the door'),
	openedAt: announced(CLOCK),
	closedAt: announced(CLOCK),
	cancelled: {
		at: announced(CLOCK),
		reason: words('announced', 'owed to whoever was going to come')
	},
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
		noticeDays: announced(RULE),
		callLines: announced('whether others learn one’s address is told before one speaks')
	},
	covered: announced('a switch of the big screen'),
	offWall: seen(ID),
	rules: RULES,
	parties: { id: announced(RULE), name: announced(RULE) },
	private: announced('whoever finds it takes part in it, and reads that nobody else does'),
	rehearsal: announced('whoever looks on is told that all of it is invented')
};

export const planDisclosure: DisclosureOf<'plan'> = {
	fields,
	texts: {
		'plan.created': 'draft',
		'plan.amended': 'draft',
		'plan.announced': 'none',
		'plan.sign-in-opened': 'none',
		'plan.opened': 'none',
		'plan.closed': 'none',
		'plan.cancelled': 'draft',
		'plan.covered': 'none',
		'plan.wall-changed': 'none',
		'plan.unit-noted': 'none',
		'plan.erased': 'none'
	},
	access: ['plan.created', 'plan.amended', 'plan.opened'],
	announced: (plan) => ({ ...plan, details: plan.details && { ...plan.details, units: [] } })
};

/** Who may read what of a vote. Of a choice nothing is here before the end. */
import {
	BOARD,
	CLOCK,
	COUNT,
	ID,
	keptFor,
	RULE,
	seen,
	SPOKEN,
	WHO,
	words,
	type Access,
	type DisclosureOf,
	type Fields
} from '../disclosure/decision.ts';
import { valueFor } from '../disclosure/projected.ts';
import type { BallotsState, Vote } from './ballots.ts';

/** Before it is opened a vote is the desk's draft, which the room may see coming. */
const asked = (_one: object, vote: Vote): Access => (vote.step === 'ready' ? 'room' : 'said');
const put = (vote: Vote): Access => (vote.step === 'ready' ? 'room' : 'said');
const RESULT = 'the result, told to everybody at once';
const AREA = 'an area says whose home it is: the room’s business';

const numbers = { heads: seen(RESULT), area: seen(RESULT) };

const vote: Fields<Vote> = {
	id: seen(ID),
	item: seen(ID),
	question: words(put, 'read aloud before the vote'),
	settings: {
		kind: seen(RULE),
		secrecy: seen(RULE),
		rule: seen(RULE),
		legal: seen(RULE),
		askAbstain: seen(RULE),
		seconds: seen(RULE),
		days: seen(RULE),
		changeable: seen(RULE),
		twice: seen(RULE),
		afterwards: seen(RULE),
		silentFollow: seen(RULE)
	},
	options: {
		id: seen(ID),
		text: words(asked, BOARD),
		group: { board: seen(ID), group: seen(ID) },
		cost: words(asked, BOARD),
		who: words(asked, BOARD),
		time: words(asked, BOARD),
		pro: words(asked, BOARD),
		con: words(asked, BOARD)
	},
	before: seen(ID),
	scope: {
		label: words(asked, 'whom the matter concerns'),
		seats: keptFor('room', '', 'who is concerned is for the room'),
		invited: {
			seats: keptFor('room', '', 'who is concerned is for the room'),
			reason: words(asked, 'why somebody is asked, too')
		}
	},
	burden: {
		proposer: words(put, 'read aloud before the vote'),
		responsible: words(put, 'read aloud before the vote'),
		beneficiary: words(put, 'read aloud before the vote'),
		cost: seen(RULE)
	},
	excluded: { seat: seen(WHO), reason: words('room', 'why somebody steps back is for the room') },
	step: seen(BOARD),
	openedAt: seen(CLOCK),
	until: seen(CLOCK),
	closedAt: seen(CLOCK),
	waived: words('said', 'why nobody talked about it first'),
	voters: seen(WHO),
	turnout: {
		hall: seen(COUNT),
		online: seen(COUNT),
		entered: seen(COUNT),
		telephone: seen(COUNT),
		proxy: seen(COUNT),
		secret: seen(COUNT),
		hands: seen(COUNT),
		paper: seen(COUNT)
	},
	turnoutAt: seen(CLOCK),
	phonesClosed: seen(BOARD),
	blind: {
		keys: { key: seen(RULE), area: keptFor('room', null, AREA) },
		epoch: seen(ID)
	},
	printed: seen(COUNT),
	counted: { source: seen(BOARD), by: seen(WHO), second: seen(WHO) },
	result: {
		tally: {
			version: seen(RESULT),
			register: numbers,
			present: seen(COUNT),
			cast: numbers,
			options: { id: seen(ID), ...numbers, points: seen(RESULT) },
			checks: {
				what: seen(RULE),
				measure: seen(RULE),
				of: seen(RULE),
				part: seen(RESULT),
				whole: seen(RESULT),
				share: { num: seen(RULE), den: seen(RULE), strict: seen(RULE) },
				met: seen(RESULT)
			},
			outcome: seen(RESULT),
			leading: seen(RESULT),
			followed: { choice: seen(RESULT), ...numbers }
		},
		box: {
			choice: seen(RESULT),
			n: seen(RESULT),
			area: keptFor('room', null, AREA),
			seats: seen('记名: promised before anybody voted')
		},
		sources: { sources: seen(RESULT), counts: { each: seen(RESULT) } },
		papers: { n: seen(COUNT), printed: seen(COUNT), digest: seen(RESULT) },
		board: { ballots: seen(COUNT), issued: seen(COUNT), digest: seen(RESULT) }
	},
	why: words('said', SPOKEN),
	annulled: { at: seen(CLOCK), by: seen(WHO) },
	restored: seen(BOARD),
	alone: seen(BOARD),
	absent: seen(WHO),
	after: seen(ID)
};

const fields: Fields<BallotsState> = {
	votes: vote,
	afterwards: vote,
	register: {
		units: {
			unit: words('room', AREA),
			area: keptFor('room', 0, AREA),
			owner: keptFor('room', 0, AREA),
			seat: keptFor('room', null, AREA),
			factor: keptFor('room', 0, AREA)
		},
		area: seen(COUNT),
		owners: seen(COUNT)
	},
	adopted: seen(RULE),
	noticed: seen(ID),
	proxies: {
		principal: seen(WHO),
		proxy: seen(WHO),
		form: words('room', 'what was shown at the desk is for the room'),
		sameHome: keptFor('room', false, 'who lives with whom is for the room')
	}
};

export const ballotsDisclosure: DisclosureOf<'ballots'> = {
	fields,
	texts: {
		'ballots.prepared': 'draft',
		'ballots.changed': 'draft',
		'ballots.dropped': 'none',
		'ballots.excluded': 'draft',
		'ballots.readmitted': 'none',
		'ballots.opened': 'said',
		'ballots.turnout-told': 'none',
		'ballots.extended': 'none',
		'ballots.phones-closed': 'none',
		'ballots.counted': 'none',
		'ballots.printed': 'none',
		'ballots.closed': 'none',
		'ballots.afterwards-opened': 'none',
		'ballots.afterwards-closed': 'none',
		'ballots.annulled': 'said',
		'ballots.registered': 'draft',
		'ballots.adopted': 'none',
		'ballots.proxy-recorded': 'draft',
		'ballots.proxy-ended': 'none'
	},
	access: ['ballots.opened'],
	/** What the table keeps in the room leaves it by no event either: whose home is how large, who is concerned. */
	eventFor(event, clearance) {
		const of = <Value>(value: Value, node: unknown) => valueFor(value, node, clearance);
		switch (event.type) {
			case 'ballots.registered':
				return withBody(event, { register: of(event.body.register, fields.register) });
			case 'ballots.prepared':
			case 'ballots.changed':
				return withBody(event, { vote: of(event.body.vote, vote) });
			case 'ballots.opened':
				return event.body.blind
					? withBody(event, { blind: of(event.body.blind, vote.blind) })
					: event;
			case 'ballots.closed':
				return withBody(event, { result: of(event.body.result, vote.result) });
			case 'ballots.afterwards-closed': {
				const { result } = event.body;
				return result ? withBody(event, { result: of(result, vote.result) }) : event;
			}
			case 'ballots.proxy-recorded':
				return { ...event, body: of(event.body, fields.proxies) };
			default:
				return event;
		}
	}
};

function withBody<Event extends { body: object }>(
	event: Event,
	change: Partial<Event['body']>
): Event {
	return { ...event, body: { ...event.body, ...change } };
}

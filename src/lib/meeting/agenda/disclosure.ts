/** Who may read which part of the agenda. */
import {
	announced,
	seen,
	words,
	INVITED,
	ID,
	CLOCK,
	WHO,
	type DisclosureOf,
	type Fields,
	type Access
} from '../disclosure/decision.ts';
import type { AgendaItem, AgendaState, Excerpt, Proposal } from './agenda.ts';

const itemWords = (item: AgendaItem): Access => (item.withdrawn ? 'said' : 'announced');
/** [G11] What nobody has answered yet, or was taken back, is the proposer's and the room's. */
const proposed = (proposal: Proposal): Access =>
	proposal.status === 'open' || proposal.status === 'taken-back' ? 'room' : 'said';

const fields: Fields<AgendaState> = {
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

export const agendaDisclosure: DisclosureOf<'agenda'> = {
	fields,
	texts: {
		'agenda.opened': 'said',
		'agenda.closed': 'none',
		'agenda.paused': 'none',
		'agenda.arranged': 'draft',
		'agenda.added': 'draft',
		'agenda.proposed': 'draft',
		'agenda.answered': 'draft'
	},
	access: ['agenda.arranged', 'agenda.added', 'agenda.answered'],
	announced: ({ items }) => ({ items, proposals: [] })
};

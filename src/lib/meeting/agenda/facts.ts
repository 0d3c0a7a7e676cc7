/** What the minutes tell of the agenda: items opened, closed, added and taken off, and what was proposed. */
import { changedIn } from '../difference.ts';
import type { ItemId, SeatId, TextRef } from '../names.ts';
import { isOpen } from '../plan/plan.ts';
import type { FactOf, FactsOf, MeetingState } from '../registry.ts';

/** An agenda item as it is called now. */
export interface ItemName {
	item: ItemId;
	number: string;
	title: TextRef;
}

export type AgendaFact =
	/** `again`: put aside or closed before. */
	| { what: 'item-opened'; number: string; title: TextRef; again: boolean }
	/** `paused`: put aside, to be continued. `spent`: all openings together, ms. */
	| { what: 'item-closed'; number: string; title: TextRef; spent: number; paused: boolean }
	/** Items that came or went while the meeting was open. */
	| { what: 'agenda'; added: ItemName[]; withdrawn: ItemName[] }
	| {
			what: 'proposal';
			id: string;
			seat: SeatId;
			title: TextRef;
			answer: {
				how: 'accepted' | 'merged' | 'declined' | 'taken-back';
				reason: TextRef | null;
			} | null;
	  };

export const agendaFacts: FactsOf<'agenda'> = {
	of(before, event, after) {
		switch (event.type) {
			case 'agenda.opened': {
				const { item, title } = event.body;
				const { number, status } = itemOf(before, item);
				return { what: 'item-opened', number, title, again: status !== 'waiting' };
			}
			case 'agenda.closed':
			case 'agenda.paused': {
				const { number, title, spent, status } = itemOf(after, event.body.item);
				return title && { what: 'item-closed', number, title, spent, paused: status === 'paused' };
			}
			case 'agenda.arranged': {
				const { items, withdrawn } = event.body;
				const fresh = items.filter(({ id }) => itemOf(before, id).title === null);
				if (fresh.length + withdrawn.length === 0 || !isOpen(before.plan)) return null;
				return {
					what: 'agenda',
					added: fresh.map(({ id, title }) => ({ item: id, number: '', title })),
					withdrawn: withdrawn.flatMap((id) => nameOf(before, id))
				};
			}
			case 'agenda.added': {
				if (!isOpen(before.plan)) return null;
				const { id, title } = event.body;
				return { what: 'agenda', added: [{ item: id, number: '', title }], withdrawn: [] };
			}
			case 'agenda.proposed': {
				if (!isOpen(before.plan)) return null;
				const { proposal, seat, title } = event.body;
				return { what: 'proposal', id: proposal, seat, title, answer: null };
			}
			default:
				return null;
		}
	},
	rows: {
		'item-opened': { chapter: ({ number, title }) => ({ is: 'item', number, title }) },
		'item-closed': {},
		agenda: { resolve: renamed, subjects: ({ added }) => added.map(({ item }) => `item ${item}`) },
		proposal: {
			resolve: (fact, now) => ({ ...fact, answer: answered(now, fact.id) }),
			subjects: ({ id }) => [`proposal ${id}`],
			// What somebody proposed is not the meeting's before it was answered.
			withheld: ({ answer }) => answer === null || answer.how === 'taken-back'
		}
	},
	changed: ({ agenda: before }, { agenda: after }) => [
		...changedIn(before.items, after.items).map(({ id }) => `item ${id}`),
		...changedIn(before.proposals, after.proposals).map(({ id }) => `proposal ${id}`)
	]
};

/** Items are called what they are called now; those typed by mistake and taken out again are gone. */
function renamed(
	fact: FactOf<'agenda', 'agenda'>,
	now: MeetingState
): FactOf<'agenda', 'agenda'> | null {
	const added = fact.added.flatMap(({ item }) => nameOf(now, item));
	return added.length + fact.withdrawn.length > 0 ? { ...fact, added } : null;
}

function answered({ agenda }: MeetingState, id: string) {
	const proposal = agenda.proposals.find((one) => one.id === id);
	if (!proposal || proposal.status === 'open') return null;
	return { how: proposal.status, reason: proposal.reason };
}

/** An item as the agenda has it; an empty one where it is not there (any more). */
function itemOf({ agenda }: MeetingState, id: string) {
	const none = { number: '', title: null, spent: 0, status: 'waiting' as const };
	return agenda.items.find((one) => one.id === id) ?? none;
}

/** The item by its present number and title; none where it was taken out. */
function nameOf(state: MeetingState, id: string): ItemName[] {
	const { number, title } = itemOf(state, id);
	return title ? [{ item: id, number, title }] : [];
}

/** The agenda after one event. */
import type { MeetingEvent, MeetingState, StateOf } from '../registry.ts';
import type { Instant, ItemId, TextId } from '../names.ts';
import { boundSeat } from '../roll/roll.ts';
import { isTalk, stageNow, type RunsheetState } from '../runsheet/runsheet.ts';
import { numbered, placeUnder } from './outline.ts';
import {
	emptyAgenda,
	type AgendaEvent,
	type AgendaItem,
	type AgendaState,
	type ItemWords,
	type Proposal
} from './agenda.ts';

/** The slice as every phone loads it. */
export const agendaState: StateOf<'agenda'> = {
	shape: 3,
	empty: emptyAgenda,
	evolve: evolveAgenda
};

/** The same reference when the event does not touch the agenda. */
function evolveAgenda(
	agenda: AgendaState,
	event: MeetingEvent,
	{ runsheet }: MeetingState
): AgendaState {
	switch (event.type) {
		case 'plan.created':
			return {
				...agenda,
				items: numbered(
					event.body.items.map((item) =>
						fresh({ parent: null, kind: 'speech', excerpts: [], ...item })
					)
				)
			};
		case 'agenda.opened':
			return change(agenda, event.body.item, (item) => ({
				...item,
				title: event.body.title,
				status: 'open',
				openedAt: talks(runsheet) ? event.at : null
			}));
		case 'agenda.closed':
		case 'agenda.paused':
			return change(agenda, event.body.item, (item) => ({
				...stopped(item, event.at),
				status: event.type === 'agenda.closed' ? 'done' : 'paused'
			}));
		case 'runsheet.entered': {
			const to = runsheet.stages.find(({ id }) => id === event.body.to);
			const open = agenda.items.find(({ status }) => status === 'open');
			if (!open || !to) return agenda;
			const runs = open.openedAt !== null;
			if (runs === isTalk(to.kind)) return agenda;
			return change(agenda, open.id, (item) =>
				runs ? stopped(item, event.at) : { ...item, openedAt: event.at }
			);
		}
		case 'agenda.arranged':
			return { ...agenda, items: arrange(agenda.items, event.body) };
		case 'agenda.added': {
			const items = agenda.items.filter((item) => item.id !== event.body.id);
			items.splice(placeUnder(items, event.body.parent), 0, fresh(event.body));
			return { ...agenda, items: numbered(items) };
		}
		case 'agenda.proposed': {
			const { proposal: id, seat, by, title, why } = event.body;
			const said = { id, seat, by, title, why, at: event.at };
			const answer = { status: 'open', item: null, reason: null, answeredAt: null } as const;
			return { ...agenda, proposals: [...agenda.proposals, { ...said, ...answer }] };
		}
		case 'roll.bound': {
			// What a guest proposed is theirs as what they are on the roll.
			const is = boundSeat(event.body);
			const proposals = agenda.proposals.map((one) => ({ ...one, seat: is(one.seat) }));
			return { ...agenda, proposals };
		}
		case 'agenda.answered': {
			const { proposal, how: status, item, reason } = event.body;
			const answer = { status, item, reason, answeredAt: event.at };
			const answered = (one: Proposal) => (one.id === proposal ? { ...one, ...answer } : one);
			return { ...agenda, proposals: agenda.proposals.map(answered) };
		}
		default:
			return agenda;
	}
}

/** The stage that is on, if any, is one for talking. */
function talks(runsheet: RunsheetState): boolean {
	const stage = stageNow(runsheet);
	return !stage || isTalk(stage.kind);
}

/** The clock stands. */
function stopped(item: AgendaItem, at: Instant): AgendaItem {
	const spent = item.openedAt === null ? 0 : at - item.openedAt;
	return { ...item, openedAt: null, spent: item.spent + spent };
}

function fresh(words: ItemWords): AgendaItem {
	return { ...words, number: '', status: 'waiting', openedAt: null, spent: 0, withdrawn: false };
}

/** An earlier title that was not dropped is one the record may show. */
function reworded(
	known: AgendaItem,
	words: ItemWords,
	dropped: readonly TextId[] = []
): AgendaItem {
	const next = { ...known, ...words, withdrawn: false };
	const { id } = known.title;
	if (id === words.title.id || dropped.includes(id)) return next;
	return { ...next, former: [...(known.former ?? []), id] };
}

function arrange(
	items: readonly AgendaItem[],
	body: Extract<AgendaEvent, { type: 'agenda.arranged' }>['body']
): AgendaItem[] {
	const byId = new Map<ItemId, AgendaItem>();
	for (const item of items) {
		if (body.removed.includes(item.id)) continue;
		byId.set(item.id, body.withdrawn.includes(item.id) ? { ...item, withdrawn: true } : item);
	}
	for (const words of body.items) {
		const known = byId.get(words.id);
		byId.set(words.id, known ? reworded(known, words, body.dropped) : fresh(words));
	}
	const all = [...byId.values()];
	const order = body.order;
	if (order === null) return numbered(all);
	const place = new Map(order.map((id, at) => [id, at]));
	const at = (item: AgendaItem) => place.get(item.id) ?? order.length;
	return numbered(all.sort((a, b) => at(a) - at(b)));
}

function change(
	agenda: AgendaState,
	id: string,
	how: (item: AgendaItem) => AgendaItem
): AgendaState {
	return { ...agenda, items: agenda.items.map((item) => (item.id === id ? how(item) : item)) };
}

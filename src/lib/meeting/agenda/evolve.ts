/** The agenda after one event. */
import type { MeetingEvent } from '../event.ts';
import type { AgendaItem, AgendaState } from './agenda.ts';

/** The same reference when the event does not touch the agenda. */
export function evolveAgenda(agenda: AgendaState, event: MeetingEvent): AgendaState {
	switch (event.type) {
		case 'plan.created':
			return {
				items: event.body.items.map((item) => ({
					...item,
					status: 'waiting',
					openedAt: null,
					spent: 0
				}))
			};
		case 'agenda.opened':
			return change(agenda, event.body.item, (item) => ({
				...item,
				title: event.body.title,
				status: 'open',
				openedAt: event.at
			}));
		case 'agenda.closed':
			return change(agenda, event.body.item, (item) => ({
				...item,
				status: 'done',
				openedAt: null,
				spent: item.spent + (item.openedAt === null ? 0 : event.at - item.openedAt)
			}));
		default:
			return agenda;
	}
}

function change(
	agenda: AgendaState,
	id: string,
	how: (item: AgendaItem) => AgendaItem
): AgendaState {
	return { items: agenda.items.map((item) => (item.id === id ? how(item) : item)) };
}

/** What opens by itself when a discussion begins. */
import { itemNow, itemsShown, type AgendaEvent, type AgendaState } from './agenda.ts';

/** Opens the first waiting item when none is open; nothing when there is none. */
export function openFirstItem(agenda: AgendaState): AgendaEvent[] {
	if (itemNow(agenda)) return [];
	const first = itemsShown(agenda).find((item) => item.status === 'waiting');
	return first ? [{ type: 'agenda.opened', body: { item: first.id, title: first.title } }] : [];
}

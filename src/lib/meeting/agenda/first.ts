/** What opens by itself when a discussion begins. */
import type { AgendaFact, AgendaState } from './agenda.ts';

/** Opens the first waiting item when none is open; nothing when there is none. */
export function openFirstItem(agenda: AgendaState): AgendaFact[] {
	if (agenda.items.some((item) => item.status === 'open')) return [];
	const first = agenda.items.find((item) => item.status === 'waiting');
	return first ? [{ type: 'agenda.opened', body: { item: first.id, title: first.title } }] : [];
}

/** Decides which agenda item is open. Rules [G1]… in RULES.md. */
import type { Outcome } from '../context.ts';
import type { Hidden } from '../hidden.ts';
import type { MeetingState } from '../meeting.ts';
import { whenOpen } from '../plan/guard.ts';
import { refuse } from '../refusal.ts';
import { itemNow, type AgendaCommand, type AgendaFact } from './agenda.ts';

/** Facts for one command of the agenda, or why not. */
export function decideAgenda(state: MeetingState, hidden: Hidden, command: AgendaCommand): Outcome {
	const refusal = whenOpen(state);
	if (refusal) return refusal;
	const item = state.agenda.items.find((one) => one.id === command.item);
	if (!item) return refuse('no-such-item');
	if (command.type === 'agenda.close' && item.status !== 'open') return refuse('item-not-open');
	if (command.type === 'agenda.open' && item.status === 'open') return { facts: [] };
	// The speech on the floor belongs to the open item; its time must be written down first.
	if (state.queue.speaker) return refuse('someone-speaking');
	if (command.type === 'agenda.close')
		return { facts: [{ type: 'agenda.closed', body: { item: item.id } }] };
	const facts: AgendaFact[] = [];
	const open = itemNow(state.agenda);
	if (open) facts.push({ type: 'agenda.closed', body: { item: open.id } });
	facts.push({ type: 'agenda.opened', body: { item: item.id, title: item.title } });
	return { facts };
}

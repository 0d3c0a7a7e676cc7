/** Decides the agenda: which item is open, and what its document says. Rules [G1]… in RULES.md. */
import type { Context, Outcome } from '../context.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { whenOpen } from '../phase.ts';
import { refuse } from '../refusal.ts';
import { itemNow, type AgendaCommand, type AgendaEvent } from './agenda.ts';
import { arrange } from './arrange.ts';
import { addSub } from './adding.ts';
import { decideProposal } from './proposals.ts';

type Move = Extract<AgendaCommand, { type: `agenda.${'open' | 'close' | 'pause'}` }>;

/** Events for one command of the agenda, or why not. */
export function decideAgenda(
	state: MeetingState,
	_hidden: Hidden,
	command: AgendaCommand,
	context: Context
): Outcome {
	switch (command.type) {
		case 'agenda.open':
		case 'agenda.close':
		case 'agenda.pause':
			return move(state, command);
		case 'agenda.arrange':
			return arrange(state, command, context);
		case 'agenda.add-sub':
			return addSub(state, command, context);
		default:
			return decideProposal(state, command, context);
	}
}

function move(state: MeetingState, command: Move): Outcome {
	const refusal = whenOpen(state);
	if (refusal) return refusal;
	const item = state.agenda.items.find((one) => one.id === command.item);
	if (!item || (item.withdrawn && command.type === 'agenda.open')) return refuse('no-such-item');
	if (command.type !== 'agenda.open' && item.status !== 'open') return refuse('item-not-open');
	if (command.type === 'agenda.open' && item.status === 'open') return { events: [] };
	// The speech on the floor belongs to the open item; its time must be written down first.
	if (state.queue.speaker) return refuse('someone-speaking');
	if (command.type === 'agenda.close')
		return { events: [{ type: 'agenda.closed', body: { item: item.id } }] };
	if (command.type === 'agenda.pause')
		return { events: [{ type: 'agenda.paused', body: { item: item.id } }] };
	const events: AgendaEvent[] = [];
	const open = itemNow(state.agenda);
	if (open) events.push({ type: 'agenda.closed', body: { item: open.id } });
	events.push({ type: 'agenda.opened', body: { item: item.id, title: item.title } });
	return { events };
}

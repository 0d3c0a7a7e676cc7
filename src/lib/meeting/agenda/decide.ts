/** Decides the agenda: which item is open, and what its document says. Rules [G1]… in RULES.md. */
import { isRefusal, type Context, type Decision, type Outcome } from '../context.ts';
import type { Hooks } from '../hooks.ts';
import type { Hidden, HiddenWrite, MeetingState, NewEvent } from '../registry.ts';
import { refuseUnlessOpen } from '../phase.ts';
import { refuse } from '../refusal.ts';
import { itemNow, itemsShown, type AgendaCommand, type ItemMove } from './agenda.ts';
import { arrange } from './arrange.ts';
import { addSub } from './adding.ts';
import { decideProposal } from './proposals.ts';

type Move = Extract<AgendaCommand, { type: `agenda.${'open' | 'close' | 'pause'}` }>;

/** Events for one command of the agenda, or why not. */
export function decideAgenda(
	state: MeetingState,
	hidden: Hidden,
	command: AgendaCommand,
	context: Context,
	hooks: Hooks
): Outcome {
	switch (command.type) {
		case 'agenda.open':
		case 'agenda.close':
		case 'agenda.pause':
			return move(state, hidden, command, context, hooks);
		case 'agenda.arrange':
			return arrange(state, command, context);
		case 'agenda.add-sub':
			return addSub(state, command, context);
		default:
			return decideProposal(state, command, context);
	}
}

function move(
	state: MeetingState,
	hidden: Hidden,
	command: Move,
	context: Context,
	hooks: Hooks
): Outcome {
	const refusal = refuseUnlessOpen(state);
	if (refusal) return refusal;
	const item = state.agenda.items.find((one) => one.id === command.item);
	if (!item || (item.withdrawn && command.type === 'agenda.open')) return refuse('no-such-item');
	if (command.type !== 'agenda.open' && item.status !== 'open') return refuse('item-not-open');
	if (command.type === 'agenda.open' && item.status === 'open') return { events: [] };
	if (command.type === 'agenda.close')
		return together(state, hidden, [{ item, how: 'closed' }], context, hooks);
	if (command.type === 'agenda.pause')
		return together(state, hidden, [{ item, how: 'paused' }], context, hooks);
	const open = itemNow(state.agenda);
	const moves: ItemMove[] = open ? [{ item: open, how: 'closed' }] : [];
	return together(state, hidden, [...moves, { item, how: 'opened' }], context, hooks);
}

/** Opens the first waiting item when none is open [T5]; nothing where that can't be yet. */
export function openFirstItem(
	state: MeetingState,
	hidden: Hidden,
	context: Context,
	hooks: Hooks
): Decision {
	const first = itemsShown(state.agenda).find((item) => item.status === 'waiting');
	if (itemNow(state.agenda) || !first) return { events: [] };
	const outcome = together(state, hidden, [{ item: first, how: 'opened' }], context, hooks);
	return isRefusal(outcome) ? { events: [] } : outcome;
}

/** These moves with what other slices add: what ends with an item comes before it, what begins with it after. */
function together(
	state: MeetingState,
	hidden: Hidden,
	moves: readonly ItemMove[],
	context: Context,
	hooks: Hooks
): Outcome {
	const events: NewEvent[] = [];
	const writes: HiddenWrite[] = [];
	for (const move of moves) {
		const added = hooks.onItem(state, hidden, move, context);
		if (isRefusal(added)) return added;
		const { id, title } = move.item;
		if (move.how === 'opened')
			events.push({ type: 'agenda.opened', body: { item: id, title } }, ...added.events);
		else events.push(...added.events, { type: `agenda.${move.how}`, body: { item: id } });
		writes.push(...(added.hidden ?? []));
	}
	return { events, hidden: writes };
}

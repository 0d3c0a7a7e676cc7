/** The floor by the chair's press: called, started, ended, a first round. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ChairPress } from '../chair-press.ts';
import type { MeetingState } from '../registry.ts';
import type { QueueCommand } from './queue.ts';
import { orderNow } from './view.ts';

export default {
	wait: () => ({ label: m.queue_call_nobody(), command: null }),
	call({ seat }, state, words) {
		const command = callFirst(state);
		return { label: m.queue_call_next({ name: words.name(seat) }), command, clicker: command };
	},
	/** A point of order stops the clock of whoever speaks [Q45]. */
	interrupt({ seat }, state, words) {
		const first = callFirst(state);
		const command = first && ({ ...first, type: 'queue.interrupt' } as const);
		return { label: m.queue_interrupt({ name: words.name(seat) }), command, clicker: command };
	},
	resume({ seat }, { queue: { speaker } }, words) {
		const command = speaker && ({ type: 'queue.resume', entry: speaker.entry.id } as const);
		return { label: m.queue_go_on({ name: words.name(seat) }), command, clicker: command };
	},
	start({ seat }, { queue: { speaker } }, words) {
		const command = speaker && ({ type: 'queue.start', entry: speaker.entry.id } as const);
		return { label: m.chair_start({ name: words.name(seat) }), command, clicker: command };
	},
	end({ seat }, state, words) {
		const { speaker } = state.queue;
		const command = speaker && ({ type: 'queue.end', entry: speaker.entry.id } as const);
		// The next is called at once: that ends this turn. Whoever was interrupted is nobody to be called.
		const clicker = (speaker && !state.queue.interrupted && callFirst(state)) || command;
		return { label: m.chair_end({ name: words.name(seat) }), command, clicker };
	},
	respond({ seat }, { queue: { item } }, words) {
		const command = item === null ? null : ({ type: 'queue.respond', item, seat } as const);
		return { label: m.queue_answers({ name: words.name(seat) }), command, clicker: command };
	},
	answer: () => ({ label: m.queue_answer_waits(), command: null }),
	round: ({ listed }, { queue: { item, round } }) => ({
		label: listed ? m.queue_statements_first() : m.queue_round_first(),
		command: item === null ? null : { type: 'queue.next-round', item, round: round + 1 }
	})
} satisfies ChairPress;

/** Calls the first of the order, as the chair sees it. */
function callFirst(state: MeetingState): Extract<QueueCommand, { type: 'queue.call' }> | null {
	const { queue } = state;
	const place = orderNow(state)[0];
	if (!place || place.before === null || queue.item === null) return null;
	return { type: 'queue.call', item: queue.item, expect: place.entry.id };
}

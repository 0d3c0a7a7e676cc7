/** What a board does by itself: tells a count, and erases recordings and photographs of paper cards. */
import type { Due, MeetingState } from '../registry.ts';
import type { Board } from './cards.ts';

/** So long after collection they are kept, ms; where cards are shown before, they go then. */
const KEPT_FOR = 3_600_000;

export function dueCards(state: MeetingState): Due | null {
	let next: Due | null = null;
	const soonest = (one: Due | null) => {
		if (one && (!next || one.at < next.at)) next = one;
	};
	for (const board of state.cards.boards) {
		const { id, countAt } = board;
		if (countAt !== null) soonest({ at: countAt, command: { type: 'cards.tally', board: id } });
		soonest(dueLapse(state, board));
	}
	return next;
}

function dueLapse({ plan }: MeetingState, { id, at, step, count }: Board): Due | null {
	if (!count.voices && !count.photos) return null;
	const command = { type: 'cards.lapse', board: id } as const;
	if (plan.phase === 'closed') return { at, command };
	return step === 'collecting' ? { at: at + KEPT_FOR, command } : null;
}

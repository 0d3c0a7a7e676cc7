/** What a board does by itself: tells a count, and erases recordings that nobody typed. */
import type { Due } from '../due.ts';
import type { MeetingState } from '../meeting.ts';
import type { Board } from './cards.ts';

/** So long after collection a recording is kept, ms; where cards are shown before, it goes then. */
const HEARD_UNTIL = 3_600_000;

export function dueCards(state: MeetingState): Due | null {
	let next: Due | null = null;
	const soonest = (one: Due | null) => {
		if (one && (!next || one.at < next.at)) next = one;
	};
	for (const board of state.cards.boards) {
		const { id, countAt } = board;
		if (countAt !== null) soonest({ at: countAt, command: { type: 'cards.tally', board: id } });
		soonest(dueHush(state, board));
	}
	return next;
}

function dueHush({ plan }: MeetingState, { id, at, step, count }: Board): Due | null {
	if (!count.voices) return null;
	const command = { type: 'cards.hush', board: id } as const;
	if (plan.phase === 'closed') return { at, command };
	return step === 'collecting' ? { at: at + HEARD_UNTIL, command } : null;
}

/** The phase of a meeting as a gate for the commands of every slice. */
import { takesSignIns } from './plan/view.ts';
import type { Command, MeetingState } from './registry.ts';
import { refuse, type Refusal } from './refusal.ts';

/** Null while the meeting is open; else `not-open` before and `closed` after it. */
export function refuseUnlessOpen(state: MeetingState): Refusal | null {
	if (state.plan.phase === 'open') return null;
	return refuse(state.plan.phase === 'closed' ? 'closed' : 'not-open');
}

/** [P19] A meeting that is not held takes nothing more, whatever is asked; erasing is a right that does not end (L18). */
export function refuseIfCancelled(
	{ plan }: MeetingState,
	{ type }: Pick<Command, 'type'>
): Refusal | null {
	return plan.phase === 'cancelled' && type !== 'plan.erase' ? refuse('meeting-cancelled') : null;
}

/** Null while people may sign in: from its opening, which may come before that of the meeting [P14]. */
export function whenSigningIn(state: MeetingState): Refusal | null {
	return takesSignIns(state.plan) ? null : refuseUnlessOpen(state);
}

/** Null from creation until closing: for what is prepared before the meeting and goes on in it. */
export function refuseUnlessPlannedOrOpen(state: MeetingState): Refusal | null {
	if (state.plan.phase === 'closed') return refuse('closed');
	return state.plan.phase === 'none' ? refuse('not-open') : null;
}

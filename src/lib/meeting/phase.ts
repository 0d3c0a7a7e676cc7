/** The phase of a meeting as a gate for the commands of every slice. */
import { takesSignIns } from './plan/view.ts';
import type { MeetingState } from './registry.ts';
import { refuse, type Refusal } from './refusal.ts';

/** Null while the meeting is open; else `not-open` before and `closed` after it. */
export function refuseUnlessOpen(state: MeetingState): Refusal | null {
	if (state.plan.phase === 'open') return null;
	return refuse(state.plan.phase === 'closed' ? 'closed' : 'not-open');
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

/** The hall's sound ends with the meeting. */
import type { Due, MeetingState } from '../registry.ts';

export function dueCalls({ calls, plan }: MeetingState): Due | null {
	if (calls.hall === null || plan.phase === 'open') return null;
	return { at: plan.closedAt ?? calls.hall.since, command: { type: 'calls.close-hall' } };
}

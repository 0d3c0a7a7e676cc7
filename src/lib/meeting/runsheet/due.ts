/** What the runsheet does by itself: ends a calm pause. */
import type { Due, MeetingState } from '../registry.ts';

export function dueRunsheet(state: MeetingState): Due | null {
	const until = state.runsheet.calmUntil;
	return until === null ? null : { at: until, command: { type: 'runsheet.calm', seconds: 0 } };
}

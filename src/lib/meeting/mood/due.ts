/** The question about the mood ends with the meeting. */
import type { Due, MeetingState } from '../registry.ts';

export function dueMood({ mood, plan }: MeetingState): Due | null {
	if (mood.at === null || plan.phase === 'open') return null;
	return { at: mood.at, command: { type: 'mood.close' } };
}

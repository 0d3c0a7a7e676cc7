/** Whether the mood is asked, after one event. */
import type { MeetingEvent } from '../event.ts';
import type { MoodState } from './mood.ts';

export function evolveMood(mood: MoodState, { type, at }: MeetingEvent): MoodState {
	if (type === 'mood.opened') return { at };
	return type === 'mood.closed' ? { at: null } : mood;
}

/** Raises events of older versions to today's shape before `evolve` sees them. Version 1 is today's. */
import { EVENT_VERSION, type MeetingEvent } from './event.ts';

/** Returns the event in today's shape; throws when it comes from a newer release. */
export function upcast(event: MeetingEvent): MeetingEvent {
	if (event.v > EVENT_VERSION) throw new Error(`event version ${event.v} is from a newer release`);
	return event;
}

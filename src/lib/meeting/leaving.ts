/** What words and people leave the house with an event, as its slice says. */
import { sliceOf, type Leaving, type MeetingEvent } from './registry.ts';
import { RULES } from './rules.ts';

/** Of any slice: which one is read off the event. */
type Of = ((event: MeetingEvent) => Leaving) | undefined;
const NOTHING: Leaving = {};

export function leavingWith(event: MeetingEvent): Leaving {
	return (RULES[sliceOf(event)].leaving as Of)?.(event) ?? NOTHING;
}

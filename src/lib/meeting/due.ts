/**
 * What must happen by itself, as data: the earliest `{at, command}` of all slices. The room arms one
 * timer for it and issues the command as `clock`; there is no other timer that changes state.
 */
import type { Due, MeetingState } from './registry.ts';
import { RULES } from './rules.ts';

const DUE = Object.values(RULES).flatMap(({ due }) => due ?? []);

/** The next thing due, or null. */
export function due(state: MeetingState): Due | null {
	let next: Due | null = null;
	for (const dueOf of DUE) {
		const one = dueOf(state);
		if (one && (!next || one.at < next.at)) next = one;
	}
	return next;
}

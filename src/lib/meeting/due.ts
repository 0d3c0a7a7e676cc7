/**
 * What must happen by itself, as data: the earliest `{at, command}` of all slices. The room arms one
 * timer for it and issues the command as `clock`; there is no other timer that changes state.
 */
import type { Instant } from './names.ts';
import type { Command, Due, History, MeetingState } from './registry.ts';
import { RULES } from './rules.ts';

const DUE = Object.values(RULES).flatMap(({ due }) => due ?? []);

const ON_HALL_SCREEN = Object.values(RULES).flatMap(({ onHallScreen }) => onHallScreen ?? []);

/** What happens by itself because a paired hall screen has come up. */
export function onHallScreen(state: MeetingState, now: Instant): Command[] {
	return ON_HALL_SCREEN.flatMap((of) => of(state, now) ?? []);
}

const ON_HISTORY = Object.values(RULES).flatMap(({ onHistory }) => onHistory ?? []);

/** What happens by itself because a room has come to life in this history. */
export function onHistory(state: MeetingState, history: History): Command[] {
	return ON_HISTORY.flatMap((of) => of(state, history) ?? []);
}

/** The next thing due, or null. `except`: what cannot be done now, and keeps nothing else waiting. */
export function due(state: MeetingState, except = (_: Command) => false): Due | null {
	// Nothing happens by itself in a meeting that is not held [P19].
	if (state.plan.phase === 'cancelled') return null;
	let next: Due | null = null;
	for (const dueOf of DUE) {
		const one = dueOf(state);
		if (one && (!next || one.at < next.at) && !except(one.command)) next = one;
	}
	return next;
}

/**
 * What must happen by itself, as data: the earliest `{at, command}` of all slices. The room arms one
 * timer for it and issues the command as `clock`; there is no other timer that changes state.
 */
import { dueCards } from './cards/due.ts';
import { dueMood } from './mood/due.ts';
import { dueRunsheet } from './runsheet/due.ts';
import type { Command, MeetingState } from './registry.ts';
import type { Instant } from './names.ts';

export interface Due {
	at: Instant;
	command: Command;
}

/** The next thing due, or null. */
export function due(state: MeetingState): Due | null {
	let next: Due | null = null;
	for (const one of [dueRunsheet(state), dueCards(state), dueMood(state)])
		if (one && (!next || one.at < next.at)) next = one;
	return next;
}

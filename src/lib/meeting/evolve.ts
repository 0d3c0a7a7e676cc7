/**
 * The only code that changes meeting state. Pure; the same function runs in the server's room, in
 * every browser, in replay and in tests. Each slice is shown every event and answers with its own
 * part, the same reference when nothing changed.
 */
import { SLICE_NAMES, STATE } from './meeting.ts';
import type { MeetingEvent, MeetingState } from './registry.ts';

type Evolve = (own: unknown, event: MeetingEvent, before: MeetingState) => unknown;
/** Looked up once: a raised hand passes here on every phone. */
const EVOLVE = SLICE_NAMES.map((name) => STATE[name].evolve as Evolve);

/** State after one event; the same when no slice heeds it. Slices see the state before it. */
export function evolve(state: MeetingState, event: MeetingEvent): MeetingState {
	let next: Record<string, unknown> | null = null;
	for (let n = 0; n < EVOLVE.length; n++) {
		const name = SLICE_NAMES[n]!;
		const own = EVOLVE[n]!(state[name], event, state);
		if (own !== state[name]) (next ??= { ...state })[name] = own;
	}
	return next === null ? state : (next as unknown as MeetingState);
}

/** State after many events. */
export function fold(state: MeetingState, events: Iterable<MeetingEvent>): MeetingState {
	let next = state;
	for (const event of events) next = evolve(next, event);
	return next;
}

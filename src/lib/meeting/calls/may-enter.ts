/** Who may be in a call, and who is connected with whom in it. Pure; the server asks at each message. */
import type { MeetingState } from '../registry.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { HALL, MAX_LISTENERS, STATION } from './calls.ts';
import { mayListen } from './heard.ts';
import type { PeerId } from './signal.ts';

/** Null when whoever holds this place may be in the call, else why not. */
export function mayEnter(state: MeetingState, room: string, as: PeerId): Refusal | null {
	if (room !== HALL) return refuse('not-in-call');
	if (as !== STATION) return mayListen(state, as);
	const on = state.calls.hall !== null && state.plan.phase === 'open';
	return on ? null : refuse('hall-sound-off');
}

/** Null when one more finds a place beside those who are in, else why not [LS10]. `most`: so many listen at once. */
export function findsPlace(
	inside: readonly PeerId[],
	as: PeerId,
	most = MAX_LISTENERS
): Refusal | null {
	const others = inside.filter((one) => one !== as && one !== STATION).length;
	const full = as !== STATION && others >= most;
	return full ? refuse('call-full', { n: most }) : null;
}

/** Whether two in this call connect: in the hall's sound each listener with the hall's device alone. */
export function areLinked(room: string, one: PeerId, other: PeerId): boolean {
	if (one === other) return false;
	return room !== HALL || one === STATION || other === STATION;
}

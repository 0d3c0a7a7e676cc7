/** What may be sent in a call now, and by which way: told to the engine. Pure, by the facts. */
import { isMediated } from '../parties.ts';
import type { Instant } from '../names.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { STATION } from './calls.ts';
import { hallIsHeard, heardInCall, heardNow } from './who-is-heard.ts';
import { seatIn } from './call.ts';
import { callNamed } from './may-enter.ts';
import type { PeerId } from './signal.ts';

/** [LS3 LS5 LS6] What a place of the hall's sound may send; an engine with a server of its own takes nothing else. */
export function maySend(
	state: MeetingState,
	hidden: Pick<Hidden, 'lots'>,
	room: string,
	as: PeerId,
	now: Instant
): { microphone: boolean; camera: boolean } {
	const call = callNamed(state, hidden, room);
	if (call)
		return {
			microphone: heardInCall(state, call, now).includes(as),
			camera: seatIn(call, as)?.is === 'in' && seatIn(call, as)?.level === 'video'
		};
	const heard = as === STATION ? hallIsHeard(state) : heardNow(state, now).includes(as);
	return { microphone: heard, camera: false };
}

/** [LS11] True where nobody may learn another's address: as the plan says, else in a mediation where it can be done. */
export function isRelayed({ plan }: MeetingState, relayThere: boolean): boolean {
	const wanted = plan.details?.callLines;
	return wanted ? wanted === 'relay' : relayThere && isMediated({ plan });
}

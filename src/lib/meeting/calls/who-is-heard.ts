/** Who hears the hall, and who is heard in it: asked of the facts by the room and by every screen alike. Pure. */
import { isPresent } from '../attendance/attendance.ts';
import type { Instant, SeatId } from '../names.ts';
import { speakingView, type SpeakingView } from '../queue/view.ts';
import type { MeetingState } from '../registry.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { SPEAKERS } from '../role-groups.ts';
import { seatOf } from '../roll/roll.ts';
import { isAloud, type Call } from './call.ts';

/** How long somebody at home is heard after their time is up, ms (R4). */
export const MICROPHONE_GRACE = 10_000;

/** [LS6] The hall's own microphone is open: not while the mediators talk apart with one side. */
export function hallIsHeard({ calls, plan, runsheet }: MeetingState): boolean {
	return calls.hall !== null && plan.phase === 'open' && runsheet.caucus === null;
}

/** [LS2] Null when this seat may listen from where it is, else why not. */
export function mayListen(state: MeetingState, id: SeatId): Refusal | null {
	if (state.calls.hall === null || state.plan.phase !== 'open') return refuse('hall-sound-off');
	const seat = seatOf(state.roll, id);
	if (!seat) return refuse('no-such-seat');
	if (!isPresent(state.attendance, seat.id)) return refuse('not-present');
	return seat.channel === 'online' ? null : refuse('not-online');
}

/** [LS5] Null when the chair may let this seat speak, else why not. */
export function mayBeLetSpeak(state: MeetingState, id: SeatId): Refusal | null {
	const not = mayListen(state, id);
	if (not) return not;
	return SPEAKERS.includes(seatOf(state.roll, id)!.role) ? null : refuse('listens-only');
}

/** [LS3] Whoever has the floor and speaks aloud from home; null: nobody, or in the hall. */
export function remoteSpeaker(state: MeetingState, now: Instant): SpeakingView | null {
	const speaking = speakingView(state, now);
	if (!speaking || speaking.writing || mayBeLetSpeak(state, speaking.seat)) return null;
	return speaking;
}

/** [LS4] Milliseconds until this microphone closes by rule; null: nothing closes it yet. */
export function closesIn({ soft, started, overtime, remaining }: SpeakingView): number | null {
	if (soft || !started || remaining > 0) return null;
	return Math.max(0, MICROPHONE_GRACE - overtime);
}

/** [LS3 LS4 LS5] The seats that are heard now; no receiver plays another, and no page of another sends. */
export function heardNow(state: MeetingState, now: Instant): SeatId[] {
	if (!hallIsHeard(state)) return [];
	const heard = state.calls.letSpeak.filter((seat) => mayBeLetSpeak(state, seat) === null);
	const speaker = remoteSpeaker(state, now);
	if (speaker?.started && closesIn(speaker) !== 0 && !heard.includes(speaker.seat))
		heard.push(speaker.seat);
	return heard;
}

/**
 * [LS14] Who is heard in a small call: apart all who speak aloud; where everybody knows of it whoever has the floor, and
 * nobody while the hall's sound carries it.
 */
export function heardInCall(state: MeetingState, call: Call, now: Instant): SeatId[] {
	const aloud = call.seats.filter(isAloud).map(({ seat }) => seat);
	if (call.item === null) return aloud;
	if (state.calls.hall !== null || state.runsheet.caucus !== null) return [];
	const speaking = speakingView(state, now);
	if (!speaking?.started || speaking.writing || closesIn(speaking) === 0) return [];
	return aloud.filter((seat) => seatOf(state.roll, seat)?.id === speaking.seat);
}

/** Decides the mood check. Rules: `RULES.md`, quoted as [H1] …. */
import { isPresent } from '../attendance/attendance.ts';
import type { Context, Outcome } from '../context.ts';
import type { Hidden, HiddenWrite, MeetingState } from '../registry.ts';
import { refuseUnlessOpen } from '../phase.ts';
import { refuse } from '../refusal.ts';
import { seatsOf } from '../person-seats.ts';
import { seatOf } from '../roll/roll.ts';
import { CLEAR_MOOD, giveFace, keepTold } from './hidden.ts';
import type { MoodCommand } from './mood.ts';

type Give = Extract<MoodCommand, { type: 'mood.give' }>;

/** Events and hidden writes, or why not. */
export function decideMood(
	state: MeetingState,
	{ mood: hidden }: Hidden,
	command: MoodCommand,
	_context: Context
): Outcome {
	const asked = state.mood.at !== null;
	if (command.type === 'mood.close') {
		if (!asked) return { events: [] };
		return {
			events: [{ type: 'mood.closed', body: {} }],
			hidden: [...CLEAR_MOOD, ...(hidden.told ? [keepTold({ told: hidden.told, since: [] })] : [])]
		};
	}
	const shut = refuseUnlessOpen(state);
	if (shut) return shut;
	if (command.type === 'mood.give') return give(state, hidden, command);
	if (asked) return { events: [] };
	return { events: [{ type: 'mood.opened', body: {} }], hidden: CLEAR_MOOD };
}

/** One face a person; the phone that gave it can change it. */
function give(
	state: MeetingState,
	hidden: Hidden['mood'],
	{ seat: id, ballot, face }: Give
): Outcome {
	if (state.mood.at === null) return refuse('mood-closed');
	const seat = seatOf(state.roll, id);
	if (!seat) return refuse('no-such-seat');
	if (!isPresent(state.attendance, seat.id)) return refuse('not-present');
	const known = hidden.faces.get(ballot);
	const gave = seatsOf(state.roll, seat.id).some((one) => hidden.gave.has(one));
	if ((known !== undefined) !== gave) return refuse(gave ? 'mood-given' : 'conflict');
	if (known === face) return { events: [], anonymous: true };
	const writes: HiddenWrite[] = giveFace(hidden, ballot, face);
	if (!gave) writes.push({ slice: 'mood', lot: 'mood-gave', key: seat.id, value: true });
	return { events: [], hidden: writes, anonymous: true };
}

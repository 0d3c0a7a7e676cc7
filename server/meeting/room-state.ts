/**
 * One consistent picture of a room: public state, hidden part, position in the chain.
 *
 * A room holds two: `pending` (after a decision, may still be lost) and `stored` (after COMMIT).
 * Only decisions read `pending`; everything people see is read from `stored`.
 */
import { emptyHidden } from '#lib/meeting/hidden.ts';
import type { Hidden, MeetingState } from '#lib/meeting/registry.ts';
import { evolve } from '#lib/meeting/evolve.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import { genesis } from './chain.ts';
import type { Loaded } from './journal.ts';

export interface RoomState {
	state: MeetingState;
	hidden: Hidden;
	seq: number;
	/** Hash of the last event, hex. */
	head: string;
	/** Time of the last event; the room's clock never shows less. */
	at: number;
}

/** A room before its first event. */
export function blankRoomState(meeting: string): RoomState {
	return {
		state: emptyMeeting(),
		hidden: emptyHidden(),
		seq: 0,
		head: genesis(meeting),
		at: 0
	};
}

/** The picture that a journal gives back: snapshot, if any, and the events after it. */
export function roomStateOf(meeting: string, loaded: Loaded): RoomState {
	const blank = blankRoomState(meeting);
	let state = loaded.snapshot ? (loaded.snapshot.state as MeetingState) : blank.state;
	for (const event of loaded.events) state = evolve(state, event);
	const { hidden, seq, head, at } = loaded;
	return { state, hidden, seq, head, at };
}

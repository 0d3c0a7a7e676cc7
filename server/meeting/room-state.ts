/**
 * One consistent picture of a room: public state, hidden part, position in the chain.
 *
 * A room holds two: `pending` (after a decision, may still be lost) and `committed` (after COMMIT).
 * Only decisions read `pending`; everything people see is read from `committed`.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { emptyHidden } from '#lib/meeting/hidden.ts';
import type { Hidden, MeetingState } from '#lib/meeting/registry.ts';
import { evolve } from '#lib/meeting/evolve.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import { eventOf, genesis } from './chain.ts';
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

/** Events between two turns of the loop: some milliseconds in a meeting of two thousand seats. */
const SLICE = 200;

/** The picture that a journal gives back: snapshot, if any, and the events after it; many in slices (F34). */
export async function roomStateOf(meeting: string, loaded: Loaded): Promise<RoomState> {
	const blank = blankRoomState(meeting);
	let state = loaded.snapshot ? (loaded.snapshot.state as MeetingState) : blank.state;
	for (const [n, row] of loaded.rows.entries()) {
		if (n > 0 && n % SLICE === 0) await turn();
		state = evolve(state, eventOf(row.line));
	}
	const { hidden, seq, head, at } = loaded;
	return { state, hidden, seq, head, at };
}

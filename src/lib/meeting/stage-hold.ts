/**
 * What keeps a stage from beginning. Slices say so in their `STATE` (`holds`), and the runsheet and the chair's screen
 * ask here, so that what the room would refuse is named before anybody presses.
 */
import { STATE } from './meeting.ts';
import type { MeetingState, StageHold } from './registry.ts';
import type { Stage } from './runsheet/runsheet.ts';

const SLICES: readonly { holds?(state: MeetingState, to: Stage): StageHold | null }[] =
	Object.values(STATE);

/** Why a stage that comes later can't begin yet; null: it can. */
export function stageHold(state: MeetingState, to: Stage): StageHold | null {
	for (const slice of SLICES) {
		const hold = slice.holds?.(state, to);
		if (hold) return hold;
	}
	return null;
}

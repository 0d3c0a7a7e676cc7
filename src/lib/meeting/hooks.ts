/**
 * Where slices meet in a decision: one of them says that something happens, and each that has to do with it
 * adds its own. No slice reaches into another for that; `decide.ts` hands the hooks on.
 */
import type { Outcome } from './context.ts';
import type { SeatId, TextId } from './names.ts';
import type { Hidden, HiddenWrite, MeetingState, NewEvent } from './registry.ts';
import type { Stage } from './runsheet/runsheet.ts';

export interface Hooks {
	/** A stage begins; `state` is before it. */
	onStage(state: MeetingState, stage: Stage): NewEvent[];
	/** The meeting closes: what has to be ended first, or why it can't close yet. */
	onClose(state: MeetingState, hidden: Hidden): Outcome;
	/** Somebody is no longer in this seat, or their name is erased: what is known of them goes. */
	onForget(hidden: Hidden, seat: SeatId): HiddenWrite[];
	/** A text is erased: earlier wordings of the same go with it. */
	erasedWith(state: MeetingState, text: TextId): TextId[];
}

/** What keeps people from speaking for and against. Slices say so in their `STATE` (`holdsDebate`), and the queue asks here. */
import { STATE } from './meeting.ts';
import type { Refusal } from './refusal.ts';
import type { MeetingState } from './registry.ts';

const SLICES: readonly { holdsDebate?(state: MeetingState): Refusal | null }[] =
	Object.values(STATE);

/** Why nobody may ask to speak for or against yet; null: they may. */
export function debateHold(state: MeetingState): Refusal | null {
	for (const slice of SLICES) {
		const hold = slice.holdsDebate?.(state);
		if (hold) return hold;
	}
	return null;
}

/**
 * What has the room's screens: people who talk, or something that a slice has going on instead, such as a
 * round of cards. Slices say so in their `STATE` (`onScreen`), and screens ask here, so that no slice has to
 * know which others there are. Small and pure: phones load it first.
 */
import { STATE } from './meeting.ts';
import type { Instant } from './names.ts';
import type { MeetingState, OnScreen } from './registry.ts';
import { stageNow, type StageKind } from './runsheet/runsheet.ts';

const SLICES: readonly {
	onScreen?(state: MeetingState): OnScreen | null;
	tookScreensAt?(state: MeetingState): Instant;
}[] = Object.values(STATE);

/** What a slice has on the screens now; null while people talk. */
export function onScreen(state: MeetingState): OnScreen | null {
	for (const slice of SLICES) {
		const shown = slice.onScreen?.(state);
		if (shown) return shown;
	}
	return null;
}

/** When something last took the screens from those who talk; 0: never. What was said before it is over. */
export function tookScreensAt(state: MeetingState): Instant {
	return Math.max(0, ...SLICES.map((slice) => slice.tookScreensAt?.(state) ?? 0));
}

/** True while something has the screens and nobody the floor. */
export function talkWaits(state: MeetingState): boolean {
	return state.queue.speaker === null && onScreen(state) !== null;
}

/** What the stage that is on is for; null unless the meeting is open. */
export function kindNow({ plan, runsheet }: MeetingState): StageKind | null {
	return plan.phase === 'open' ? (stageNow(runsheet)?.kind ?? null) : null;
}

/**
 * Hands are taken, or somebody has the floor all the same: the chair's desk is set for talking. While the mediators talk
 * apart with one side it is not [T35].
 */
export function talks({ runsheet, queue }: MeetingState): boolean {
	if (runsheet.caucus !== null) return false;
	const kind = stageNow(runsheet)?.kind;
	return kind === 'discussion' || kind === 'plain' || queue.speaker !== null;
}

/** Hands are taken now, or as soon as an item is open. */
export function handsTaken({ runsheet, queue }: MeetingState): boolean {
	if (runsheet.caucus !== null) return false;
	const kind = stageNow(runsheet)?.kind;
	return kind === 'discussion' || (kind === 'plain' && queue.item !== null);
}

/** Whether a phone shows the floor, and the open item with it; else the item stands alone. */
export function floorShown(state: MeetingState): boolean {
	if (state.runsheet.caucus !== null) return false;
	const kind = kindNow(state);
	if (kind === 'plain') return state.queue.item !== null;
	if (kind !== 'discussion') return false;
	const shown = onScreen(state);
	return shown === null || (!shown.quiet && state.queue.speaker !== null);
}

/**
 * Where slices meet in a decision: one of them says that something happens, and each that has to do with it
 * adds its own. No slice reaches into another for that; `decide.ts` hands the hooks on.
 */
import type { ItemMove } from './agenda/agenda.ts';
import type { Context, Decision, Outcome } from './context.ts';
import type { SeatId, TextId } from './names.ts';
import type { Hidden, HiddenWrite, MeetingState, NewEvent } from './registry.ts';
import type { Stage } from './runsheet/runsheet.ts';

export interface Hooks {
	/** A stage begins; `state` is before it. Nothing in it stops the stage. */
	onStage(
		state: MeetingState,
		hidden: Hidden,
		stage: Stage,
		context: Context,
		hooks: Hooks
	): Decision;
	/**
	 * An item of the agenda opens, or the open one is left; `state` is before it. What comes with it (a slice that
	 * serves items of a kind begins here what it has for them), or why not yet. A meeting that closes says it by
	 * `onClose` alone.
	 */
	onItem(state: MeetingState, hidden: Hidden, move: ItemMove, context: Context): Outcome;
	/** The meeting closes: what has to be ended first, or why it can't close yet. */
	onClose(state: MeetingState, hidden: Hidden, context: Context): Outcome;
	/** The meeting is put off while people sign in: whoever waited to be let in comes again. */
	onPutOff(hidden: Hidden): HiddenWrite[];
	/** Somebody is no longer in this seat, or their name is erased: what is known of them goes. */
	onForget(hidden: Hidden, seat: SeatId): HiddenWrite[];
	/**
	 * A guest turns out to be somebody on the roll: what is hidden of the guest is theirs from now on. A slice that does
	 * not say how has it forgotten, as `onForget` does.
	 */
	onBound(hidden: Hidden, guest: SeatId, seat: SeatId): HiddenWrite[];
	/** Another phone may sit in this seat from now on: what was told in confidence to the one before is not for it. */
	onLetGo(hidden: Hidden, seat: SeatId): HiddenWrite[];
	/** Somebody did from this seat what only who is there does: voted, weighed, wrote a card. */
	tookPart(state: MeetingState, hidden: Hidden, seat: SeatId): boolean;
	/** A text is erased: what is hidden about it goes. */
	onErase(hidden: Hidden, text: TextId): HiddenWrite[];
	/** A text is erased: earlier wordings of the same go with it. */
	erasedWith(state: MeetingState, text: TextId): TextId[];
	/** Texts are made of others (`derives`); `state` is before it. What is said of these goes before them. */
	onDerived(state: MeetingState, made: readonly Derived[]): NewEvent[];
}

/** A text that is made of others: the same in other words, a part of it, a name for all of them. */
export interface Derived {
	text: TextId;
	from: readonly TextId[];
}

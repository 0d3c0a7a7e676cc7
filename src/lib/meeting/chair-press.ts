/**
 * The chair's one thing to press (T30), as it is shown and sent. Which one it is follows from the meeting alone
 * (`runsheet/press.ts`); each slice says of its own what it sends in `<slice>/chair-press.ts`, found by itself.
 */
import type { SeatId, TextRef } from './names.ts';
import type { Command, MeetingState } from './registry.ts';
import type { Press } from './runsheet/press.ts';

/** What a press is told in. */
export interface PressWords {
	name(seat: SeatId): string;
	text(ref: TextRef | undefined): string;
}

export interface Pressing {
	label: string;
	/** What one press sends; null: there is nothing to do but to wait. */
	command: Command | null;
	/** It takes two presses, with this sentence between them. */
	sentence?: string;
	/** What a clicker's next sends: never more than the next person. */
	clicker?: Command | null;
}

/** What one slice has the chair press. */
export type ChairPress = {
	readonly [W in Press['what']]?: (
		press: Extract<Press, { what: W }>,
		state: MeetingState,
		words: PressWords
	) => Pressing;
};

const ALL: ChairPress = Object.assign(
	{},
	...Object.values(
		import.meta.glob<ChairPress>('./*/chair-press.ts', { eager: true, import: 'default' })
	)
);

/** A press as its slice says it; null for what is none of these. */
export function pressingOf(press: Press, state: MeetingState, words: PressWords): Pressing | null {
	const of = ALL[press.what] as
		((press: Press, state: MeetingState, words: PressWords) => Pressing) | undefined;
	return of?.(press, state, words) ?? null;
}

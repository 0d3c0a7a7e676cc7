/**
 * What the clerk can do for somebody by number (A9, R2). Each slice has its own in `<slice>/clerk-actions.ts`,
 * found by itself; the number line (`parts/clerk-keypad.ts`) reads the digits and names none.
 */
import type { CommandSender } from '#lib/live/command-sender.svelte.ts';
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import type { Refusal, RefusalCode } from './refusal.ts';
import type { TextRef } from './names.ts';
import type { Command, MeetingState } from './registry.ts';
import type { Seat } from './roll/roll.ts';

type TextWords = (ref: TextRef) => string;
/** Sends one command and waits for its answer. */
export type PostCommand = CommandSender['send'];

export interface Choice {
	/** The key: 1 to 9. */
	digit: number;
	/** Its name, that of no other. */
	action: string;
	/** On a button, beside its digit: 签到（现场）, 赞成. */
	label(text: TextWords): string;
	/** In the line that says it was done, where that is more: 举手 赞成. */
	done?(text: TextWords): string;
	/** What is sent; null where `more` opens. */
	command: Command | null;
	/** Sends it, where the page keeps something of it. */
	send?(meeting: MeetingStore, post: PostCommand): ReturnType<PostCommand>;
	/** Known beforehand: the room would say no. The choice is shown and says why. */
	why: Refusal | null;
	/** A second row of choices: which point of order. */
	more?: Choice[];
	/** Enter alone repeats it: twenty people in a row sign in, but nobody raises a hand by habit. */
	repeatable?: true;
}

/** What one slice offers the clerk. */
export interface ClerkActions {
	/** For who is not here, and before the meeting, whatever the stage. */
	atDoor?(state: MeetingState, seat: Seat): Choice[];
	/** For who is here. */
	inRoom?(state: MeetingState, seat: Seat): Choice[];
	/** The digits up to 6 are its own now, whatever else is offered. */
	takes?(state: MeetingState): boolean;
	/** Why the room says no, said about them and not to them; else its ordinary sentence. */
	readonly whyNot?: Readonly<
		Partial<Record<RefusalCode, (name: string, refusal: Refusal) => string>>
	>;
	/** Refusals that another choice of the row explains already. */
	readonly plain?: readonly RefusalCode[];
}

const ALL = Object.values(
	import.meta.glob<ClerkActions>('./*/clerk-actions.ts', { eager: true, import: 'default' })
);
const WHY_NOT: NonNullable<ClerkActions['whyNot']> = Object.assign(
	{},
	...ALL.map(({ whyNot }) => whyNot)
);
const PLAIN = ALL.flatMap(({ plain = [] }) => plain);

/** What can be done for somebody at this place, by digit. */
export function actionsFor(where: 'atDoor' | 'inRoom', state: MeetingState, seat: Seat): Choice[] {
	const taking = where === 'inRoom' ? ALL.find((slice) => slice.takes?.(state)) : undefined;
	const choices = ALL.flatMap((slice) => {
		const own = slice[where]?.(state, seat) ?? [];
		return taking && slice !== taking ? own.filter(({ digit }) => digit > 6) : own;
	});
	return choices.sort((one, other) => one.digit - other.digit);
}

/** The slice's own sentence for a refusal, if it has one. */
export function ownWhyNot(refusal: Refusal, name: string): string | undefined {
	return WHY_NOT[refusal.refused]?.(name, refusal);
}

/** True for what needs no sentence below the choices. */
export function explainsItself(refusal: Refusal): boolean {
	return PLAIN.includes(refusal.refused);
}

/** The duty rota of a result (S2.50) as it is typed: a shift a line, and behind a colon who stands at it. */
import type { TextRef } from '../names.ts';
import { entriesIn, splitEntry } from './typed-entry.ts';
import {
	MAX_SHIFTS,
	type OutcomeLine,
	type OutcomesEvent,
	type Party,
	type Volunteer
} from './outcomes.ts';

export interface Shift {
	/** 周一上午. */
	words: string;
	/** Who was written behind it; '' where nobody was. */
	named: string;
}

/** What a time of the day has behind its colon is no name. */
const isName = (behind: string) => !/^\d/u.test(behind);

/** The shifts in their order; empty lines are none. */
export function shiftsIn(text: string): Shift[] {
	return entriesIn(text)
		.slice(0, MAX_SHIFTS)
		.map((entry) => {
			const [words, named] = splitEntry(entry, isName) ?? [entry.replace(/[：:]$/u, ''), ''];
			return { words, named };
		});
}

/** Those that name nobody, counted from 0. */
export function openShiftsIn(text: string): number[] {
	return shiftsIn(text).flatMap(({ named }, at) => (named === '' ? [at] : []));
}

/** One shift as it stands now. */
export interface ShiftNow extends Shift {
	shift: number;
	/** Who signed up. */
	who: Party | null;
}

/** The rota with whoever signed up; none where the line has none. */
export function rotaOf(
	{ parts, volunteers }: Pick<OutcomeLine, 'parts' | 'volunteers'>,
	{ text }: { text(ref: TextRef): string }
): ShiftNow[] {
	const ref = parts?.rota;
	if (!ref) return [];
	return shiftsIn(text(ref)).map((one, shift) => ({
		...one,
		shift,
		who: volunteers.find((volunteer) => volunteer.shift === shift)?.who ?? null
	}));
}

/** Shifts at which nobody stands yet; none where all of it is done. */
export function freeShifts({ openShifts = [], volunteers, done }: OutcomeLine): number[] {
	if (done) return [];
	return openShifts.filter((shift) => !volunteers.some((one) => one.shift === shift));
}

/** The line as a change of its rota leaves it. */
type Manned = Pick<OutcomeLine, 'class' | 'openShifts'> & {
	volunteers: readonly Pick<Volunteer, 'shift'>[];
};

/** Somebody stands at every shift for which people sign up, and there are such shifts. */
function isFull({ openShifts = [], volunteers }: Manned): boolean {
	return (
		openShifts.length > 0 &&
		openShifts.every((shift) => volunteers.some((one) => one.shift === shift))
	);
}

/**
 * What a rota does to the class of its line [Q23]: none, or the one event that follows from `after`. A class that
 * somebody gave by hand while the rota stood as it stands now stays.
 */
export function rotaTurn(before: OutcomeLine, after: Manned): OutcomesEvent[] {
	const [was, is] = [isFull(before), isFull(after)];
	if (before.done || was === is) return [];
	const body = { outcome: before.id };
	if (is) return after.class === 'commitment' ? [{ type: 'outcomes.rota-full', body }] : [];
	return before.filled && after.class === before.class
		? [{ type: 'outcomes.rota-open', body }]
		: [];
}
